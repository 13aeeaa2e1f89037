import { MAX_BLUR_LENGTH } from "../../schema/catalogue/pictures.ts";
import { loadSharp } from "./loadSharp.ts";

/** Pixels of the longer side. */
const SIDE = 32;
/** Tried in order; noise is small enough only at the last. */
const QUALITIES = [40, 10, 1] as const;
const HEAD = "data:image/webp;base64,";

/**
 * A photograph in few pixels, upright and in sRGB, as a `data:` URI of at most `MAX_BLUR_LENGTH`
 * characters. Reads the whole file and rejects if it is damaged. `undefined`: it does not fit.
 */
export async function blurOf(path: string, limitInputPixels: number): Promise<string | undefined> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(path, { failOn: "error", limitInputPixels })
    .autoOrient()
    .resize({ width: SIDE, height: SIDE, fit: "inside" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  for (const quality of QUALITIES) {
    const small = sharp(data, { raw: { width, height, channels } });
    const bytes = await small.webp({ quality, alphaQuality: quality, effort: 6 }).toBuffer();
    const blur = HEAD + bytes.toString("base64");
    if (blur.length <= MAX_BLUR_LENGTH) return blur;
  }
  return undefined;
}
