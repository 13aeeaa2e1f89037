import { realpathSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import type { Picture } from "../../../schema/catalogue.ts";
import type { Outline } from "../../../schema/geometry.ts";
import type { Result } from "../../../schema/result.ts";
import type { OpenPicture, PictureFacts } from "../../media/openPicture.ts";
import { omitUndefined } from "../omitUndefined.ts";
import type { JsonPath } from "./json/json.ts";
import type { ReportAt } from "./json/jsonReport.ts";
import type { Pack } from "./pack.ts";
import { reasonOf } from "./readTextFile.ts";

/** What a pack says of a picture. */
interface PictureEntries {
  readonly image?: string | undefined;
  readonly imageDark?: string | undefined;
  readonly size?: readonly [number, number] | undefined;
  readonly kind?: Picture["kind"] | undefined;
}

/** A file that a pack shows. */
export interface MediaFile {
  /** Absolute. */
  readonly path: string;
  readonly facts: PictureFacts;
}

export interface PackPicture {
  readonly picture: Picture;
  /** Moves an outline of the pack into the picture's own pixels, which begin at its top left corner. */
  readonly place: (outline: Outline) => Outline;
  /** Pixels of the picture to one of the pack. */
  readonly scale: number;
}

export interface Pictures {
  /** `undefined` where the pack has no picture there, or a wrong one, which was reported. */
  read(entries: PictureEntries, path: JsonPath, isDrawn: boolean): PackPicture | undefined;
  /** Every file read so far, by its path below `media/`. */
  readonly files: ReadonlyMap<string, MediaFile>;
}

type Size = PictureFacts["size"];

/** Shapes that differ by less than this look the same: sizes are rounded to pixels. */
const SHAPE_TOLERANCE = 0.01;

const isSvg = (file: string): boolean => file.toLowerCase().endsWith(".svg");
const shown = ([width, height]: Size): string => `${width} × ${height}`;
const isSame = (one: Size, other: Size): boolean => one[0] === other[0] && one[1] === other[1];
const isAlike = (one: Size, other: Size): boolean =>
  Math.abs((one[0] * other[1]) / (one[1] * other[0]) - 1) < SHAPE_TOLERANCE;

function placeOn({ origin, size }: PictureFacts, written: Size): PackPicture["place"] {
  // A size of the pack's own is that of a picture, which begins at 0.
  const [x, y] = isSame(size, written) ? origin : [0, 0];
  const [across, down] = [size[0] / written[0], size[1] / written[1]];
  if (x === 0 && y === 0 && across === 1 && down === 1) return (outline) => outline;
  return (outline) => outline.map(([px, py]) => [(px - x) * across, (py - y) * down] as const);
}

/** The path of a pack's file with all links followed; throws where there is none. */
function findFile(root: string, file: string): string | undefined {
  const real = realpathSync(join(root, file));
  return real.startsWith(root) && statSync(real).isFile() ? real : undefined;
}

/** Every picture that a value of `project.json` names, however deep. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" && (key === "image" || key === "imageDark")
      ? [inner]
      : namesIn(inner),
  );
}

/** What was found in each file that a pack names, by its path with all links followed. */
export type OpenedPictures = ReadonlyMap<string, Result<PictureFacts, string>>;

/** Opens each file once. Files that are missing are passed over. */
export async function openFiles(
  folder: string,
  pack: Pack,
  open: OpenPicture,
): Promise<OpenedPictures> {
  const root = realpathSync(folder) + sep;
  const files = new Set<string>();
  for (const name of namesIn(pack)) {
    try {
      const file = findFile(root, name);
      if (file !== undefined) files.add(file);
    } catch {
      // Reported where it is named.
    }
  }
  return new Map(
    await Promise.all([...files].map(async (file) => [file, await open(file)] as const)),
  );
}

/** Reads the pictures of the pack in `folder`. */
export function openPictures(
  project: string,
  folder: string,
  opened: OpenedPictures,
  reportAt: ReportAt,
): Pictures {
  const root = realpathSync(folder) + sep;
  const files = new Map<string, MediaFile>();

  const find = (file: string, path: JsonPath): MediaFile | undefined => {
    try {
      const real = findFile(root, file);
      const found = real === undefined ? undefined : opened.get(real);
      if (real === undefined || found === undefined) {
        reportAt(path, `${file} is not a file of this pack`);
      } else if (found.ok) return { path: real, facts: found.value };
      else reportAt(path, `${file} ${found.problem}`);
    } catch (error) {
      reportAt(path, `${file}: ${reasonOf(error)}`);
    }
    return undefined;
  };
  const serve = (file: string, path: JsonPath) => {
    const found = find(file, path);
    if (found === undefined) return undefined;
    const name = posix.normalize(file).slice("media/".length);
    files.set(name, found);
    return { facts: found.facts, src: `/media/${project}/${name}` };
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
    if (!isAlike(written, size)) {
      const reason = `${image} is ${shown(size)} pixels, not ${shown(written)}: leave "size" out`;
      reportAt([...path, "size"], reason);
    }
    if (dark !== undefined && !isAlike(dark.facts.size, size)) {
      const reason = `${imageDark} is ${shown(dark.facts.size)} pixels and ${image} is ${shown(size)}`;
      reportAt([...path, "imageDark"], reason);
    }
    const kind = entries.kind ?? (isDrawn || isSvg(image) ? "drawing" : "photograph");
    return {
      picture: omitUndefined({ src: light.src, srcDark: dark?.src, size, kind }),
      place: placeOn(light.facts, written),
      scale: size[0] / written[0],
    };
  };
  return { read, files };
}
