import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import { hasSameShape } from "../sameShape.ts";

type Size = readonly [width: number, height: number];

/**
 * The place for a picture that replaces another: outlines are scaled to its pixels, or dropped if its aspect ratio
 * differs.
 */
export function rescalePlace(place: PicturePlace, before: Size, after: Size): PicturePlace {
  const isAlike = hasSameShape(before, after);
  const across = after[0] / before[0];
  const down = after[1] / before[1];
  const scale = <Thing extends { readonly outline: readonly (readonly [number, number])[] }>(
    things: readonly Thing[],
  ): Thing[] =>
    isAlike
      ? things.map((thing) => ({
          ...thing,
          outline: thing.outline.map(([x, y]): [number, number] => [x * across, y * down]),
        }))
      : [];
  if (place.kind === "masterplan") return { ...place, buildings: scale(place.buildings) };
  if (place.kind === "plan") return { ...place, units: scale(place.units) };
  return place;
}
