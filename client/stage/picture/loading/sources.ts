import { isVector, PICTURE_WIDTHS } from "../../../../schema/catalogue/pictures.ts";

/** Pixels in which a picture can be talked about on a phone: fetched first, whatever it is drawn at. */
const USABLE_WIDTH = 640;
/** A picture may be drawn so much larger than it is before anybody sees it. */
const SOFTNESS = 1.1;

/** A picture as the server has it. */
export interface PictureFile {
  readonly src: string;
  /** Its own pixels; `Infinity` where they are not known. */
  readonly ownWidth: number;
}

/** The narrowest width that the server has and that is sharp when drawn so many device pixels wide. */
export const widthFor = ({ src, ownWidth }: PictureFile, pixels: number): number =>
  isVector(src)
    ? ownWidth
    : (PICTURE_WIDTHS.find((width) => width < ownWidth && width * SOFTNESS >= pixels) ?? ownWidth);

/** The width that is fetched first. */
export const usableWidth = (file: PictureFile): number => widthFor(file, USABLE_WIDTH);

/** Where a width of `widthFor` is found. */
export const addressAt = ({ src, ownWidth }: PictureFile, width: number): string =>
  width < ownWidth ? `${src}?w=${width}` : src;

/** Every width that the server has, narrowest first. */
export const widthsOf = ({ src, ownWidth }: PictureFile): readonly number[] =>
  isVector(src) ? [ownWidth] : [...PICTURE_WIDTHS.filter((width) => width < ownWidth), ownWidth];

/**
 * The width to ask for while a picture grows under a finger: that of the box, in steps of a doubling, and never less than
 * before, so that a pinch asks for a larger one now and then and never for a smaller.
 */
export function grownWidth(before: number | undefined, boxWidth: number): number {
  if (before === undefined) return Math.ceil(boxWidth);
  let width = before;
  while (width < boxWidth) width *= 2;
  return width;
}
