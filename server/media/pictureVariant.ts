import { TURNING_WIDTH } from "../../schema/catalogue/around.ts";
import type { PictureWidth } from "../../schema/catalogue/pictures.ts";
import type { PictureFacts } from "./openPicture.ts";
import type { Encoding, VariantType } from "./resize.ts";

export const VARIANT_TYPES = { webp: "image/webp", jpeg: "image/jpeg" } as const;

/** A picture as far as its variants depend on it. */
interface VariedPicture {
  readonly facts: Pick<PictureFacts, "size" | "type" | "isPlain">;
  /** Maximum size in bytes while it turns, of an orbit's frame. */
  readonly frameBytes?: number;
}

/** Frames have their maximum size in the widths in which they turn. */
export function encodingOf(
  { facts, frameBytes }: VariedPicture,
  size: PictureWidth | "own",
  type: VariantType,
): Encoding {
  const width = size === "own" ? facts.size[0] : size;
  return { type, mostBytes: width <= TURNING_WIDTH ? frameBytes : undefined };
}

/** Whether the picture's own file is never sent to a browser that gets variants of this type. */
export const isConverted = (picture: VariedPicture, type: VariantType): boolean =>
  !picture.facts.isPlain ||
  (type === "jpeg" && picture.facts.type === VARIANT_TYPES.webp) ||
  encodingOf(picture, "own", type).mostBytes !== undefined;
