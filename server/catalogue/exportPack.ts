import { createReadStream } from "node:fs";
import { Zip, ZipPassThrough } from "fflate";
import type { Orbit } from "../../schema/catalogue/around.ts";
import { SQUARE_FEET_PER_SQUARE_METRE } from "../../schema/catalogue/areas.ts";
import type { Layout, Picture, Project, Unit } from "../../schema/catalogue/catalogue.ts";
import type { Outline } from "../../schema/values/geometry.ts";
import { writeList } from "./list/writeList.ts";
import type { LiveProject } from "./live/liveProject.ts";
import type { BaseProject } from "./live/listedProject.ts";
import { RemotePictureError, type RemotePictures } from "../media/remotePictures.ts";
import { toPictureName } from "./pictureAddress.ts";
import { omitUndefined } from "./omitUndefined.ts";
import type { MediaFile } from "./pack/pictures.ts";

/** A file of a pack. */
interface PackEntry {
  readonly path: string;
  readonly content: Uint8Array | { readonly copyOf: string };
}

interface Media {
  /** The path in the pack, `media/…`, of a picture's address. */
  readonly pathOf: (src: string) => string;
  /** Converts an outline back to the coordinates of the file: an SVG's origin need not be 0. */
  readonly place: (src: string, outline: Outline) => Outline;
}

/** A picture's own name, without the unguessable prefix of those that only held back homes use. */
const withoutSecret = (name: string, known: ReadonlySet<string>): string => {
  const own = name.slice(name.indexOf("/") + 1);
  return !known.has(name) && known.has(own) ? own : name;
};

function openMedia(
  live: LiveProject,
  files: ReadonlyMap<string, MediaFile>,
  folder: string,
): Media {
  const { base } = live.listState();
  const known = new Set([
    ...base.mediaFiles.keys(),
    ...(base.remotePictures?.keys() ?? []),
    ...live.uploads().pictures.map(({ record }) => record.file),
  ]);
  const nameOf = (src: string) => src.slice(src.indexOf(folder) + folder.length);
  return {
    pathOf: (src) => `media/${toPictureName(withoutSecret(nameOf(src), known))}`,
    place: (src, outline) => {
      const [x, y] = files.get(nameOf(src))?.facts.origin ?? [0, 0];
      return outline.map(([px, py]) => [px + x, py + y] as const);
    },
  };
}

const imageOf = ({ src, srcDark, kind }: Picture, { pathOf }: Media) =>
  omitUndefined({ image: pathOf(src), imageDark: srcDark && pathOf(srcDark), kind });

function toLayout(layout: Layout, { areaUnit }: Project, media: Media) {
  const factor = areaUnit === "m2" ? 1 : SQUARE_FEET_PER_SQUARE_METRE;
  const inUnit = (area: number | undefined) =>
    area === undefined ? undefined : Number((area * factor).toFixed(areaUnit === "m2" ? 6 : 4));
  const { id, name, bedrooms, bathrooms, area, terrace, look } = layout;
  return omitUndefined({
    id,
    name,
    bedrooms,
    bathrooms,
    area: inUnit(area),
    terrace: inUnit(terrace),
    drawing: look?.kind === "drawing" ? look.drawing : undefined,
    ...(look?.kind === "picture" ? imageOf(look.picture, media) : {}),
  });
}

function toOrbit({ blur: _blur, keys, frames, framesDark, ...orbit }: Orbit, media: Media) {
  return omitUndefined({
    ...orbit,
    frames: media.pathOf(frames),
    framesDark: framesDark && media.pathOf(framesDark),
    outlines: keys.map(({ frame, outlines }) => ({
      frame: frame + orbit.first,
      units: outlines.filter((thing) => "unit" in thing),
      floors: outlines.filter((thing) => "floor" in thing),
      buildings: outlines.filter((thing) => "building" in thing && !("floor" in thing)),
    })),
  });
}

/** Layouts that the pack lists. A server derives the others from the homes. */
function namedLayouts({ layouts }: Project, own: readonly Layout[]): readonly Layout[] {
  const named = new Set(own.map(({ id }) => id));
  return layouts.filter(({ id, look }) => named.has(id) || look?.kind === "picture");
}

/** `project.json` of a project in its current state. */
function packOf(project: Project, layouts: readonly Layout[], media: Media): object {
  const { id, name, location, handover, currency, areaUnit, hero, aspects, payment } = project;
  return omitUndefined({
    id,
    name,
    location,
    handover,
    currency,
    areaUnit,
    hero: hero && imageOf(hero, media),
    aspects,
    payment,
    masterplans: project.masterplans.map(({ id: own, name: text, picture, buildings }) =>
      omitUndefined({
        id: own,
        name: text,
        ...(picture && imageOf(picture, media)),
        buildings: buildings.map(({ building, outline }) => ({
          building,
          outline: picture ? media.place(picture.src, outline) : outline,
        })),
      }),
    ),
    buildings: project.buildings.map(({ facade, ...building }) =>
      omitUndefined({
        ...building,
        facade: facade && {
          ...imageOf(facade, media),
          floors: facade.floors.map(({ floor, outline }) => ({
            floor,
            outline: media.place(facade.src, outline),
          })),
        },
      }),
    ),
    plans: Object.fromEntries(
      project.plans.map(({ id: own, picture, units, northDegrees, pixelsPerMetre }) => [
        own,
        omitUndefined({
          ...(picture && imageOf(picture, media)),
          units: units.map(({ position, outline }) => ({
            position,
            outline: picture ? media.place(picture.src, outline) : outline,
          })),
          north: northDegrees,
          pixelsPerMetre,
        }),
      ]),
    ),
    layouts: layouts.map((layout) => toLayout(layout, project, media)),
    gallery: project.gallery.map(({ id: own, name: text, picture }) =>
      omitUndefined({ id: own, name: text, ...imageOf(picture, media) }),
    ),
    orbits: project.orbits?.map((orbit) => toOrbit(orbit, media)),
    panoramas: project.panoramas?.map(({ blur: _blur, size: _size, src, ...panorama }) => ({
      ...panorama,
      image: media.pathOf(src),
    })),
  });
}

/** Homes in the order of `units.csv`, those without a phase first; derived layouts are left out. */
function listedHomes(units: readonly Unit[], layouts: readonly Layout[]): readonly Unit[] {
  const named = new Set(layouts.map(({ id }) => id));
  return units
    .map((unit) => {
      if (unit.layout === undefined || named.has(unit.layout)) return unit;
      const { layout: _derived, ...home } = unit;
      return home;
    })
    .toSorted((one, other) => Number(one.phase !== undefined) - Number(other.phase !== undefined));
}

const text = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);

/** Streams files into an archive, with at most one part of one file in memory. */
async function* zip(entries: readonly PackEntry[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for (const { path, content } of entries) {
    const file = new ZipPassThrough(path);
    archive.add(file);
    if (content instanceof Uint8Array) file.push(content, true);
    else {
      for await (const part of createReadStream(content.copyOf)) {
        file.push(part as Uint8Array);
        yield* ready.splice(0);
      }
      file.push(new Uint8Array(), true);
    }
    yield* ready.splice(0);
  }
  archive.end();
  yield* ready;
}

/** The project's pictures, each once. */
function mediaEntries(
  files: ReadonlyMap<string, MediaFile>,
  media: Media,
  folder: string,
): readonly PackEntry[] {
  const paths = new Map(
    [...files].map(([name, { path }]) => [media.pathOf(`${folder}${name}`), path] as const),
  );
  return [...paths].map(([path, copyOf]) => ({ path, content: { copyOf } }));
}

/** A host's pictures on other servers. Rejects unless all are available, because a pack needs each picture that it names. */
async function copyRemote(
  { remotePictures: addresses = new Map() }: BaseProject,
  remotePictures: RemotePictures | undefined,
): Promise<readonly (readonly [string, MediaFile])[]> {
  if (remotePictures === undefined) return [];
  return Promise.all(
    [...addresses].map(async ([name, address]) => {
      const copied = await remotePictures.open(address);
      if (copied.ok) return [name, copied.value] as const;
      throw new RemotePictureError(`${new URL(address).host} ${copied.problem}`);
    }),
  );
}

/**
 * A development as a pack in a ZIP archive, in its current state: lists, statuses and uploaded pictures included. A
 * server that reads the pack shows the same development.
 */
export async function exportPack(
  live: LiveProject,
  remotePictures?: RemotePictures,
): Promise<AsyncIterable<Uint8Array>> {
  const { project } = live.index();
  const { base } = live.listState();
  const folder = `/media/${project.id}/`;
  const remote = await copyRemote(base, remotePictures);
  const files = new Map([...live.mediaFiles(), ...remote]);
  const media = openMedia(live, files, folder);
  const layouts = namedLayouts(project, base.frame.layouts);
  const units = await writeList(listedHomes(project.units, layouts), project, "csv");
  const entries: readonly PackEntry[] = [
    { path: "project.json", content: text(packOf(project, layouts, media)) },
    { path: "units.csv", content: units },
    ...mediaEntries(files, media, folder),
  ];
  return zip(entries.map(({ path, content }) => ({ path: `${project.id}/${path}`, content })));
}
