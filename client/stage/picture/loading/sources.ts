import { isVector, PICTURE_WIDTHS } from "../../../../schema/catalogue/pictures.ts";

/** Pixels at which a picture is usable on a phone: loaded first, whatever the drawn width. */
const USABLE_WIDTH = 640;
/** Invisible enlargement: a picture may be drawn larger than its pixels by this factor. */
const SOFTNESS = 1.1;

/** A picture on the server. */
export interface PictureFile {
  readonly src: string;
  /** Its own pixels; `Infinity` if unknown. */
  readonly ownWidth: number;
}

/** The narrowest width offered by the server that is sharp at the given device pixels. */
export const widthFor = ({ src, ownWidth }: PictureFile, pixels: number): number =>
  isVector(src)
    ? ownWidth
    : (PICTURE_WIDTHS.find((width) => width < ownWidth && width * SOFTNESS >= pixels) ?? ownWidth);

/** The width that is loaded first. */
export const usableWidth = (file: PictureFile): number => widthFor(file, USABLE_WIDTH);

/** The address of a width returned by `widthFor`. */
export const addressAt = ({ src, ownWidth }: PictureFile, width: number): string =>
  width < ownWidth ? `${src}?w=${width}` : src;

/** Every width offered by the server, narrowest first. */
export const widthsOf = ({ src, ownWidth }: PictureFile): readonly number[] =>
  isVector(src) ? [ownWidth] : [...PICTURE_WIDTHS.filter((width) => width < ownWidth), ownWidth];

/**
 * The width to request while a picture is zoomed: that of the box, in doubling steps and never decreasing, so that a
 * pinch seldom requests a larger picture and never a smaller one.
 */
export function grownWidth(before: number | undefined, boxWidth: number): number {
  if (before === undefined) return Math.ceil(boxWidth);
  let width = before;
  while (width < boxWidth) width *= 2;
  return width;
}
