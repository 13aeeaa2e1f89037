import { writeFile } from "node:fs/promises";
import {
  hasTiles,
  parseTile,
  TILE_COLUMNS,
  TILE_ROWS,
  type PictureWidth,
  type Tile,
  type TileName,
} from "../../schema/catalogue/pictures.ts";
import { loadSharp } from "./loadSharp.ts";

const QUALITY = 80;
/** Tried in order where the file has a maximum size. */
const LOWER_QUALITIES = [65, 50, 35, 20, 12] as const;
/** Limit of one resize in seconds; only a hostile picture takes longer. */
const LONGEST_SECONDS = 20;
/** WebP's own limit of a side. */
const LONGEST_SIDE = 16_383;

/** Maximum side of a tile in pixels; larger tiles are scaled down. */
const LARGEST_TILE = 2_048;

/** A width, the picture's own one (upright, in sRGB), or a tile of a panorama at its own width. */
export type VariantSize = PictureWidth | "own" | TileName;

/** JPEG for browsers without WebP. */
export type VariantType = "webp" | "jpeg";

export interface Encoding {
  readonly type: VariantType;
  /** Maximum size of the file in bytes: the quality is lowered until the file fits, or to the lowest. */
  readonly mostBytes?: number | undefined;
}

/**
 * Writes a variant of `source` to `target`. Rejects on failure. `"unsuited"`: a narrower source, one without tiles,
 * or a transparent one that JPEG would make opaque.
 */
export type Resize = (
  source: string,
  target: string,
  size: VariantSize,
  encoding: Encoding,
) => Promise<"made" | "unsuited">;

type Sharp = ReturnType<Awaited<ReturnType<typeof loadSharp>>>;

/** The tile of a picture; neighbours share no pixel and leave none out. */
function cutTile(picture: Sharp, { column, row }: Tile, width: number, height: number): Sharp {
  const edge = (at: number, parts: number, whole: number) => Math.round((at * whole) / parts);
  const [left, right] = [column, column + 1].map((at) => edge(at, TILE_COLUMNS, width));
  const [top, bottom] = [row, row + 1].map((at) => edge(at, TILE_ROWS, height));
  return picture
    .extract({
      left: left ?? 0,
      top: top ?? 0,
      width: (right ?? width) - (left ?? 0),
      height: (bottom ?? height) - (top ?? 0),
    })
    .resize({
      width: LARGEST_TILE,
      height: LARGEST_TILE,
      fit: "inside",
      withoutEnlargement: true,
    });
}

/** By libvips, in its own threads. */
export function openResize(): Resize {
  return async (source, target, size, encoding) => {
    const { type } = encoding;
    const sharp = await loadSharp();
    const picture = sharp(source, { failOn: "error" });
    const { autoOrient, hasAlpha } = await picture.metadata();
    const { width, height } = autoOrient;
    const tile = typeof size === "string" ? parseTile(size) : undefined;
    if (type === "jpeg" && hasAlpha) return "unsuited";
    if (typeof size === "number" && width <= size) return "unsuited";
    if (tile !== undefined && !hasTiles(width, height)) return "unsuited";
    const side = { width: LONGEST_SIDE, height: LONGEST_SIDE } as const;
    const whole = { ...side, fit: "inside", withoutEnlargement: true } as const;
    const upright = picture.autoOrient();
    const sized =
      tile === undefined
        ? upright.resize(typeof size === "number" ? { width: size } : whole)
        : cutTile(upright, tile, width, height);
    const timed = sized.timeout({ seconds: LONGEST_SECONDS });
    if (encoding.mostBytes === undefined) {
      await timed.toFormat(type, { quality: QUALITY }).toFile(target);
    } else {
      const { data, info } = await timed.raw().toBuffer({ resolveWithObject: true });
      await writeFile(target, await encode(sharp(data, { raw: info }), type, encoding.mostBytes));
    }
    return "made";
  };
}

/** Encodes with the best quality that gives at most `mostBytes`, or with the lowest. */
async function encode(pixels: Sharp, type: VariantType, mostBytes: number): Promise<Buffer> {
  const encodeAt = (quality: number) => pixels.clone().toFormat(type, { quality }).toBuffer();
  let file = await encodeAt(QUALITY);
  for (const quality of LOWER_QUALITIES) {
    if (file.length <= mostBytes) break;
    file = await encodeAt(quality);
  }
  return file;
}
