import type { PictureWidth } from "../../schema/catalogue/pictures.ts";
import { loadSharp } from "./loadSharp.ts";

const QUALITY = 80;
/** Limit of one resize in seconds; only a hostile picture takes longer. */
const LONGEST_SECONDS = 20;
/** WebP's own limit of a side. */
const LONGEST_SIDE = 16_383;

/** `"own"`: as wide as the picture is, upright and in the colours of screens. */
export type VariantWidth = PictureWidth | "own";

/** Writes `source` to `target`, `width` pixels wide. Rejects where it cannot; a narrower source is `"narrower"`. */
export type Resize = (
  source: string,
  target: string,
  width: VariantWidth,
) => Promise<"made" | "narrower">;

/** By libvips, in its own threads. */
export function openResize(): Resize {
  return async (source, target, width) => {
    const sharp = await loadSharp();
    const picture = sharp(source, { failOn: "error" });
    const metadata = await picture.metadata();
    if (width !== "own" && metadata.autoOrient.width <= width) return "narrower";
    const side = { width: LONGEST_SIDE, height: LONGEST_SIDE } as const;
    const whole = { ...side, fit: "inside", withoutEnlargement: true } as const;
    await picture
      .autoOrient()
      .resize(width === "own" ? whole : { width })
      .timeout({ seconds: LONGEST_SECONDS })
      .webp({ quality: QUALITY })
      .toFile(target);
    return "made";
  };
}
