import type { Building, Floor, Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { omitUndefined } from "../omitUndefined.ts";
import type { MediaFile } from "../pack/pictures.ts";
import { buildProject, labelOf, type ProjectFrame } from "../pack/build/buildProject.ts";
import { addLayoutPictures, addUploads, drawnBuildings } from "../uploads/addUploads.ts";
import { givePositions } from "../uploads/homePositions.ts";
import type { Upload } from "../uploads/uploadedFile.ts";
import type { ListContent } from "./listContent.ts";

/** A development without its list: a pack, or only a name and a currency. */
export interface BaseProject {
  readonly frame: ProjectFrame;
  readonly homes: readonly Unit[];
  /** By path below `media/`. */
  readonly mediaFiles: ReadonlyMap<string, MediaFile>;
  /** Pictures on other servers: their address by path below `/media/<project>/`. */
  readonly remotePictures?: ReadonlyMap<string, string>;
}

/** Names of a building or floor in lists. */
interface ListedNames {
  readonly building: (id: string) => string | undefined;
  readonly floor: (building: string, floor: number) => string | undefined;
}

function namesIn({ buildings }: ListContent): ListedNames {
  const names = new Map(buildings.map(({ id, name }) => [id, name]));
  const labels = new Map(
    buildings.flatMap(({ id, floors }) =>
      floors.map(({ number, label }) => [`${id}/${number}`, label] as const),
    ),
  );
  return {
    building: (id) => names.get(id),
    floor: (building, floor) => labels.get(`${building}/${floor}`),
  };
}

/** The floors of each building that have homes. */
function floorsOf(homes: readonly Unit[]): ReadonlyMap<string, ReadonlySet<number>> {
  const floors = new Map<string, Set<number>>();
  for (const { building, floor, topFloor = floor } of homes) {
    const known = floors.get(building) ?? new Set();
    floors.set(building, known.add(floor).add(topFloor));
  }
  return floors;
}

function addFloors(
  building: Building,
  numbers: Iterable<number>,
  { floor: labelOfFloor }: ListedNames,
): Building {
  const known = new Set(building.floors.map(({ number }) => number));
  const added = [...numbers]
    .filter((number) => !known.has(number))
    .map((number): Floor => ({
      number,
      label: labelOfFloor(building.id, number) ?? String(number),
    }));
  if (added.length === 0) return building;
  const floors = [...building.floors, ...added].toSorted((one, other) => one.number - other.number);
  return { ...building, floors };
}

/** Adds the buildings, floors and aspects that a list's homes name to the frame. */
function completeFrame(frame: ProjectFrame, content: ListContent): ProjectFrame {
  const names = namesIn(content);
  const floors = floorsOf(content.homes);
  const known = new Set(frame.buildings.map(({ id }) => id));
  const added = [...floors.keys()]
    .filter((id) => !known.has(id))
    .map((id): Building => {
      const listed = names.building(id);
      const name = listed === undefined ? undefined : { en: listed };
      return omitUndefined({ id, label: labelOf(id, name), name, floors: [] });
    });
  const aspects = new Set(frame.aspects.map(({ id }) => id));
  return {
    ...frame,
    buildings: [...frame.buildings, ...added].map((building) =>
      addFloors(building, floors.get(building.id) ?? [], names),
    ),
    aspects: [...frame.aspects, ...content.aspects.filter(({ id }) => !aspects.has(id))],
  };
}

/** Uploaded pictures and their address. */
export interface ShownUploads {
  readonly pictures: readonly Upload[];
  /** `/media/<project>` below the base path. */
  readonly folder: string;
}

function withUploads(
  frame: ProjectFrame,
  homes: readonly Unit[],
  { pictures, folder }: ShownUploads,
): Project {
  if (pictures.length === 0) return buildProject(frame, homes);
  const placed = givePositions(homes, frame.buildings, drawnBuildings(pictures));
  const project = buildProject(addUploads(frame, pictures, folder), placed);
  return addLayoutPictures(project, pictures, folder);
}

/** The project with its list and its uploaded pictures. Without a list, the base project. */
export function buildListedProject(
  { frame, homes }: BaseProject,
  content: ListContent | undefined,
  uploads: ShownUploads,
): Project {
  if (content === undefined) return withUploads(frame, homes, uploads);
  const layouts = new Set(frame.layouts.map(({ id }) => id));
  const known = content.homes.map((home) => {
    if (home.layout === undefined || layouts.has(home.layout)) return home;
    // The layout does not exist in a newer pack.
    const { layout: _gone, ...others } = home;
    return others;
  });
  return withUploads(completeFrame(frame, content), known, uploads);
}
