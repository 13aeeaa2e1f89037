import { realpath, stat } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import { frameBytes, frameFiles } from "../../../schema/catalogue/around.ts";
import type { Picture } from "../../../schema/catalogue/catalogue.ts";
import type { Outline } from "../../../schema/values/geometry.ts";
import { isVector } from "../../../schema/catalogue/pictures.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { OpenPicture, PictureFacts } from "../../media/openPicture.ts";
import { omitUndefined } from "../omitUndefined.ts";
import { toPictureAddress } from "../pictureAddress.ts";
import { hasSameShape } from "../sameShape.ts";
import type { JsonPath } from "./json/json.ts";
import type { ReportAt } from "./json/jsonReport.ts";
import type { Pack } from "./pack.ts";
import { reasonOf } from "./readTextFile.ts";

/** A picture's entries in a pack. */
interface PictureEntries {
  readonly image?: string | undefined;
  readonly imageDark?: string | undefined;
  readonly size?: readonly [number, number] | undefined;
  readonly kind?: Picture["kind"] | undefined;
}

/** An orbit's entries in a pack. */
interface FramesEntries {
  readonly frames: string;
  readonly framesDark?: string | undefined;
  readonly count: number;
  readonly first: number;
  readonly size?: readonly [number, number] | undefined;
  readonly kind?: Picture["kind"] | undefined;
}

/** A file used by a pack. */
export interface MediaFile {
  /** Absolute. */
  readonly path: string;
  readonly facts: PictureFacts;
  /** For an orbit's frame: its maximum size in bytes while the building turns. */
  readonly frameBytes?: number;
}

export interface PackPicture {
  readonly picture: Picture;
  /** Converts an outline of the pack to the picture's own pixels, with the origin at the top left. */
  readonly place: (outline: Outline) => Outline;
  /** Pixels of the picture per pixel of the pack. */
  readonly scale: number;
}

export interface Pictures {
  /** `undefined` if the pack has no picture there, or an invalid one, which was reported. */
  read(entries: PictureEntries, path: JsonPath, isDrawn: boolean): PackPicture | undefined;
  /** The first frame, with `{n}` in `src` and `srcDark`; `undefined` unless every frame exists and has the same size. */
  readFrames(entries: FramesEntries, path: JsonPath): PackPicture | undefined;
  /** `undefined` unless it exists and is equirectangular: twice as wide as high. */
  readPanorama(image: string, path: JsonPath): PackPicture | undefined;
  /** Every file read so far, by its path below `media/`, encoded as in its address. */
  readonly files: ReadonlyMap<string, MediaFile>;
}

type Size = PictureFacts["size"];

const shown = ([width, height]: Size): string => `${width} × ${height}`;
const isSame = (one: Size, other: Size): boolean => one[0] === other[0] && one[1] === other[1];

function placeOn({ origin, size }: PictureFacts, written: Size): PackPicture["place"] {
  // If the pack states the picture's own size, its coordinates begin at 0.
  const [x, y] = isSame(size, written) ? origin : [0, 0];
  const [across, down] = [size[0] / written[0], size[1] / written[1]];
  if (x === 0 && y === 0 && across === 1 && down === 1) return (outline) => outline;
  return (outline) => outline.map(([px, py]) => [(px - x) * across, (py - y) * down] as const);
}

/** Every picture named in a value of `project.json`, at any depth. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" && (key === "image" || key === "imageDark")
      ? [inner]
      : namesIn(inner),
  );
}

/** Every frame of every orbit. */
const framesIn = ({ orbits }: Pack): readonly string[] =>
  orbits.flatMap((orbit) =>
    [orbit.frames, orbit.framesDark].flatMap((pattern) =>
      pattern === undefined ? [] : frameFiles(pattern, orbit),
    ),
  );

/** Result by file name. A problem is a complete sentence with the name. */
export type OpenedPictures = ReadonlyMap<string, Result<MediaFile, string>>;

/** The path of a file whose name may be in the other Unicode normal form, as on macOS. */
async function resolveName(root: string, name: string): Promise<string> {
  for (const form of ["NFC", "NFD"] as const) {
    const real = await realpath(join(root, name.normalize(form))).catch(() => undefined);
    if (real !== undefined) return real;
  }
  return realpath(join(root, name));
}

/** Resolves a pack's file, following symbolic links. */
async function findFile(root: string, name: string): Promise<Result<string, string>> {
  try {
    const real = await resolveName(root, name);
    if (real.startsWith(root + sep) && (await stat(real)).isFile()) return succeed(real);
    return fail(`${name} is not a file of this pack`);
  } catch (error) {
    return fail(`${name}: ${reasonOf(error)}`);
  }
}

/** Opens each file that a pack names, once even if it has several names. */
export async function openFiles(
  folder: string,
  pack: Pack,
  open: OpenPicture,
): Promise<OpenedPictures> {
  const root = await realpath(folder);
  const opening = new Map<string, ReturnType<OpenPicture>>();
  const openOnce = (path: string) => {
    const opened = opening.get(path) ?? open(path);
    opening.set(path, opened);
    return opened;
  };
  const openNamed = async (name: string): Promise<Result<MediaFile, string>> => {
    const found = await findFile(root, name);
    if (!found.ok) return found;
    const facts = await openOnce(found.value);
    if (!facts.ok) return fail(`${name} ${facts.problem.reason}`);
    return succeed({ path: found.value, facts: facts.value });
  };
  const names = [...new Set([...namesIn(pack), ...framesIn(pack)])];
  return new Map(
    await Promise.all(names.map(async (name) => [name, await openNamed(name)] as const)),
  );
}

/** Reads the pictures of a pack. Their addresses begin with `mediaPath`. */
export function openPictures(
  project: string,
  opened: OpenedPictures,
  reportAt: ReportAt,
  mediaPath: string,
): Pictures {
  const files = new Map<string, MediaFile>();

  const nameOf = (file: string): string =>
    toPictureAddress(posix.normalize(file).slice("media/".length));
  const srcOf = (file: string): string => `${mediaPath}/${project}/${nameOf(file)}`;

  const serve = (file: string, path: JsonPath, mostBytes = Infinity) => {
    const found = opened.get(file);
    if (found?.ok !== true) {
      reportAt(path, found?.problem ?? `${file} is not a file of this pack`);
      return undefined;
    }
    const name = nameOf(file);
    const limit = Math.min(mostBytes, files.get(name)?.frameBytes ?? Infinity);
    files.set(name, limit === Infinity ? found.value : { ...found.value, frameBytes: limit });
    return { facts: found.value.facts, src: srcOf(file) };
  };

  const read = (
    entries: PictureEntries,
    path: JsonPath,
    isDrawn: boolean,
  ): PackPicture | undefined => {
    const { image, imageDark } = entries;
    const dark = imageDark === undefined ? undefined : serve(imageDark, [...path, "imageDark"]);
    if (image === undefined) {
      if (imageDark !== undefined) reportAt([...path, "imageDark"], 'needs an "image" beside it');
      return undefined;
    }
    const light = serve(image, [...path, "image"]);
    if (light === undefined) return undefined;
    const { size } = light.facts;
    const written = entries.size ?? size;
    if (!hasSameShape(written, size)) {
      const reason = `${image} is ${shown(size)} pixels, not ${shown(written)}: leave "size" out`;
      reportAt([...path, "size"], reason);
    }
    if (dark !== undefined && !hasSameShape(dark.facts.size, size)) {
      const reason = `${imageDark} is ${shown(dark.facts.size)} pixels and ${image} is ${shown(size)}`;
      reportAt([...path, "imageDark"], reason);
    }
    const kind = entries.kind ?? (isDrawn || isVector(image) ? "drawing" : "photograph");
    return {
      picture: omitUndefined({
        src: light.src,
        srcDark: dark?.src,
        size,
        kind,
        blur: light.facts.blur,
        blurDark: dark?.facts.blur,
      }),
      place: placeOn(light.facts, written),
      scale: size[0] / written[0],
    };
  };

  /** Reports the first frame that is missing or of another size, and the number of further ones. */
  const serveFrames = (
    pattern: string,
    entries: FramesEntries,
    path: JsonPath,
  ): PictureFacts | undefined => {
    const names = frameFiles(pattern, entries);
    const facts = names.map((name) => opened.get(name));
    const [firstOpened] = facts;
    const size = firstOpened?.ok === true ? firstOpened.value.facts.size : undefined;
    const wrong = names.flatMap((name, index) => {
      const found = facts[index];
      if (found?.ok !== true) return [found?.problem ?? `${name} is not a file of this pack`];
      const own = found.value.facts.size;
      if (size === undefined || isSame(own, size)) return [];
      return [`${name} is ${shown(own)} pixels and ${names[0] ?? ""} is ${shown(size)}`];
    });
    const [problem, ...more] = wrong;
    if (problem !== undefined) {
      reportAt(path, more.length === 0 ? problem : `${problem}, and ${more.length} more`);
      return undefined;
    }
    const [served] = names.map((name) => serve(name, path, frameBytes(entries.count)));
    return served?.facts;
  };

  const readFrames = (entries: FramesEntries, path: JsonPath): PackPicture | undefined => {
    const { frames, framesDark, size: own } = entries;
    const light = serveFrames(frames, entries, [...path, "frames"]);
    const dark =
      framesDark === undefined
        ? undefined
        : serveFrames(framesDark, entries, [...path, "framesDark"]);
    if (light === undefined) return undefined;
    const { size } = light;
    const written = own ?? size;
    if (!hasSameShape(written, size)) {
      const reason = `frames are ${shown(size)} pixels, not ${shown(written)}: leave "size" out`;
      reportAt([...path, "size"], reason);
    }
    if (dark !== undefined && !hasSameShape(dark.size, size)) {
      const reason = `frames are ${shown(dark.size)} pixels and the light ones ${shown(size)}`;
      reportAt([...path, "framesDark"], reason);
    }
    const kind = entries.kind ?? (isVector(frames) ? "drawing" : "photograph");
    return {
      picture: omitUndefined({
        src: srcOf(frames),
        srcDark: dark && framesDark && srcOf(framesDark),
        size,
        kind,
        blur: light.blur,
      }),
      place: placeOn(light, written),
      scale: size[0] / written[0],
    };
  };

  const readPanorama = (image: string, path: JsonPath): PackPicture | undefined => {
    const found = read({ image, kind: "photograph" }, path, false);
    if (found === undefined) return undefined;
    const { size } = found.picture;
    if (hasSameShape(size, [2, 1])) return found;
    reportAt(
      [...path, "image"],
      `${image} is ${shown(size)} pixels: a panorama is twice as wide as high`,
    );
    return undefined;
  };
  return { read, readFrames, readPanorama, files };
}
