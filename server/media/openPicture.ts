import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { Metadata } from "sharp";
import type { PictureRefusal } from "../../schema/catalogue/pictureFaults.ts";
import { isVector } from "../../schema/catalogue/pictures.ts";
import { fail, succeed, type Result } from "../../schema/values/result.ts";
import { isAnimatedPng } from "./animation.ts";
import { blurOf } from "./blur.ts";
import { loadSharp } from "./loadSharp.ts";
import { decodeSvg, isWellFormed, readSvgBox } from "./svgBox.ts";

/** Facts about a picture, from its file. */
export interface PictureFacts {
  /** The origin of its own coordinates: an SVG's view box may begin anywhere. */
  readonly origin: readonly [x: number, y: number];
  /** Pixels, or units of an SVG's view box, as it stands upright. */
  readonly size: readonly [width: number, height: number];
  /** The file's own media type, regardless of its name. */
  readonly type: string;
  /**
   * Whether every browser shows the file in `size`, not animated, in the same colours as its smaller widths. Otherwise
   * (rotated by its camera, CMYK, a wide gamut, animated) it is sent converted at every width.
   */
  readonly isPlain: boolean;
  /** A `data:` URI to show while the picture loads; absent for line drawings. */
  readonly blur?: string;
  /** Changes with the file. */
  readonly version: string;
}

/** Opens a file and reads all of it. */
export type OpenPicture = (path: string) => Promise<Result<PictureFacts, PictureRefusal>>;

const SVG_TYPE = "image/svg+xml";
const TYPES: Readonly<Record<string, string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  heif: "image/avif",
  svg: SVG_TYPE,
};
/** Maximum number of pixels that are decoded: 16,384 × 16,384. */
const MOST_PIXELS = 16_384 ** 2;

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);

const isUnsupported = (error: unknown): boolean =>
  /unsupported image format/i.test(messageOf(error));

const NO_SIZE: PictureRefusal = {
  fault: "no_size",
  reason: "has neither a view box nor a plain width and height",
};

function explain(error: unknown): PictureRefusal {
  const message = messageOf(error);
  if (/exceeds pixel limit/i.test(message)) {
    return { fault: "too_many_pixels", reason: "has more pixels than can be opened" };
  }
  if (isUnsupported(error)) {
    return { fault: "not_a_picture", reason: "is no picture that can be opened" };
  }
  if (/svgload: bad dimensions/.test(message)) return NO_SIZE;
  return { fault: "damaged", reason: `is broken or only half there (${message})` };
}

/** Why a file with a valid header cannot be shown under its name. */
function refusalOf(path: string, { format, compression }: Metadata): PictureRefusal | undefined {
  if (format === "heif" && compression !== "av1") {
    return { fault: "heic", reason: "is HEIC: save it as JPEG" };
  }
  if (TYPES[format] === undefined) {
    return { fault: "other_format", reason: `is ${format.toUpperCase()}: save it as JPEG or PNG` };
  }
  if ((format === "svg") === isVector(path)) return undefined;
  const reason =
    format === "svg" ? "is an SVG: name it .svg" : `is ${format.toUpperCase()}, not an SVG`;
  return { fault: "misnamed_svg", reason };
}

/** Whether a colour profile is sRGB, by the name in its description, in characters of one or two bytes. */
const isScreenProfile = (profile: Buffer | undefined): boolean =>
  profile === undefined || profile.toString("latin1").replaceAll("\0", "").includes("sRGB");

const isPlain = ({ orientation = 1, space, pages = 1, icc }: Metadata): boolean =>
  orientation === 1 && space !== "cmyk" && pages === 1 && isScreenProfile(icc);

/** Distinguishes a file from the one that replaces it. */
export const versionOf = ({ mtimeMs, size }: Stats): string => `${mtimeMs} ${size}`;

function drawing(text: string, version: string): Result<PictureFacts, PictureRefusal> {
  const box = readSvgBox(text);
  if (box === undefined) return fail(NO_SIZE);
  return succeed({ ...box, type: SVG_TYPE, isPlain: true, version });
}

async function open(path: string): Promise<Result<PictureFacts, PictureRefusal>> {
  const found = await stat(path);
  if (found.size === 0) return fail({ fault: "empty", reason: "is empty" });
  const version = versionOf(found);
  const sharp = await loadSharp();
  const options = { failOn: "error", limitInputPixels: MOST_PIXELS } as const;
  const metadata = await sharp(path, { ...options, unlimited: isVector(path) })
    .metadata()
    .catch(async (error: unknown) => {
      // libvips looks for "<svg" in single bytes; browsers read "<svg:svg" and UTF-16 as well.
      const text = isVector(path) ? decodeSvg(await readFile(path)) : "";
      if (!isUnsupported(error) || !isWellFormed(text)) throw error;
      return text;
    });
  if (typeof metadata === "string") return drawing(metadata, version);
  const refusal = refusalOf(path, metadata);
  if (refusal !== undefined) return fail(refusal);
  if (metadata.format === "svg") {
    return drawing(decodeSvg(await readFile(path)), version);
  }
  // A truncated file has a whole header. Decoding a small copy reads every row and fails.
  const blur = await blurOf(path, MOST_PIXELS);
  const { width, height } = metadata.autoOrient;
  return succeed({
    origin: [0, 0],
    size: [width, height],
    type: TYPES[metadata.format] ?? "application/octet-stream",
    isPlain: isPlain(metadata) && !(await isAnimatedPng(path)),
    version,
    ...(blur !== undefined && { blur }),
  });
}

/** By libvips, in its own threads. */
export const openPicture: OpenPicture = async (path) => {
  try {
    return await open(path);
  } catch (error) {
    return fail(explain(error));
  }
};
