import { isVector, PICTURE_WIDTHS } from "../../../schema/pictures.ts";

/** The sizes in which the server has a picture, as `srcset` says it; `undefined`: there is but one. */
export function sourcesOf(src: string, ownWidth: number): string | undefined {
  if (isVector(src)) return undefined;
  const narrower = PICTURE_WIDTHS.filter((width) => width < ownWidth);
  if (narrower.length === 0) return undefined;
  return [
    ...narrower.map((width) => `${src}?w=${width} ${width}w`),
    `${src} ${Math.ceil(ownWidth)}w`,
  ].join(", ");
}

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
