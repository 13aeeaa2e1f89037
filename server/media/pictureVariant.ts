import { TURNING_WIDTH } from "../../schema/catalogue/around.ts";
import type { PictureWidth } from "../../schema/catalogue/pictures.ts";
import type { PictureFacts } from "./openPicture.ts";
import type { Encoding, VariantType } from "./resize.ts";

export const VARIANT_TYPES = { webp: "image/webp", jpeg: "image/jpeg" } as const;

/** The properties of a picture on which its variants depend. */
interface VariedPicture {
  readonly facts: Pick<PictureFacts, "size" | "type" | "isPlain">;
  /** For an orbit's frame: its maximum size in bytes while the building turns. */
  readonly frameBytes?: number;
}

/** `frameBytes` applies up to `TURNING_WIDTH`, the widths used while the building turns. */
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
