import type { Building, Picture, Project } from "../../../schema/catalogue/catalogue.ts";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import type { PicturePlace, PlacedPicture } from "../../../schema/catalogue/uploads.ts";
import { omitUndefined } from "../omitUndefined.ts";
import type { ProjectFrame } from "../pack/build/buildProject.ts";
import type { Upload } from "./uploadedFile.ts";

/** The prefix distinguishes them from ids written by people. */
const idOf = ({ record }: Upload): string => `upload-${record.file.split(".")[0] ?? record.file}`;

const stemOf = (name: string): string => name.replace(/\.[^.]+$/, "");
const nameOf = ({ record }: Upload) => ({ en: stemOf(record.name) });

function pictureOf({ record, place, file: { facts } }: Upload, folder: string): Picture {
  const isDrawn = place.kind === "plan" || place.kind === "layout" || isVector(record.file);
  return omitUndefined({
    src: `${folder}/${record.file}`,
    size: facts.size,
    kind: isDrawn ? ("drawing" as const) : ("photograph" as const),
    blur: facts.blur,
  });
}

type Placed<Kind extends PicturePlace["kind"]> = Upload & { readonly place: PlacedPicture<Kind> };

const placedAs = <Kind extends PicturePlace["kind"]>(
  uploads: readonly Upload[],
  kind: Kind,
): readonly Placed<Kind>[] =>
  uploads.filter((upload): upload is Placed<Kind> => upload.place.kind === kind);

/** Buildings with the plans of their floors. Of two plans of one floor the later one is shown. */
function addPlans(
  buildings: readonly Building[],
  plans: readonly Placed<"plan">[],
): readonly Building[] {
  const planOf = new Map(
    plans.flatMap((upload) =>
      upload.place.floors.map(({ building, floor }) => [`${building}/${floor}`, idOf(upload)]),
    ),
  );
  if (planOf.size === 0) return buildings;
  return buildings.map((building) => ({
    ...building,
    floors: building.floors.map((floor) =>
      Object.assign(
        structuredClone(floor),
        omitUndefined({ plan: planOf.get(`${building.id}/${floor.number}`) ?? floor.plan }),
      ),
    ),
  }));
}

/** The buildings with homes outlined on uploaded plans. */
export const drawnBuildings = (uploads: readonly Upload[]): ReadonlySet<string> =>
  new Set(
    placedAs(uploads, "plan").flatMap(({ place }) => place.floors.map(({ building }) => building)),
  );

/**
 * A project without its homes, with uploaded pictures added. References to things that the project no longer has are
 * ignored. Picture addresses begin with `folder`.
 */
export function addUploads(
  frame: ProjectFrame,
  uploads: readonly Upload[],
  folder: string,
): ProjectFrame {
  if (uploads.length === 0) return frame;
  const known = new Set(frame.buildings.map(({ id }) => id));
  const plans = placedAs(uploads, "plan");
  const masterplans = placedAs(uploads, "masterplan").map((upload) => ({
    id: idOf(upload),
    name: nameOf(upload),
    picture: pictureOf(upload, folder),
    buildings: upload.place.buildings.filter(({ building }) => known.has(building)),
  }));
  const cover = placedAs(uploads, "cover").at(-1);
  return {
    ...frame,
    masterplans: [...frame.masterplans, ...masterplans],
    buildings: addPlans(frame.buildings, plans),
    plans: [
      ...frame.plans,
      ...plans.map((upload) => ({
        id: idOf(upload),
        picture: pictureOf(upload, folder),
        units: upload.place.units,
      })),
    ],
    gallery: [
      ...frame.gallery,
      ...placedAs(uploads, "gallery").map((upload) => ({
        id: idOf(upload),
        name: nameOf(upload),
        picture: pictureOf(upload, folder),
      })),
    ],
    ...(cover && { hero: pictureOf(cover, folder) }),
  };
}

/** A project with the uploaded pictures of its layouts, including derived ones. */
export function addLayoutPictures(
  project: Project,
  uploads: readonly Upload[],
  folder: string,
): Project {
  const pictures = new Map(
    placedAs(uploads, "layout").map((upload) => [upload.place.layout, pictureOf(upload, folder)]),
  );
  if (pictures.size === 0) return project;
  const layouts = project.layouts.map((layout) => {
    const picture = pictures.get(layout.id);
    return picture === undefined
      ? layout
      : { ...layout, look: { kind: "picture" as const, picture } };
  });
  return { ...project, layouts };
}
