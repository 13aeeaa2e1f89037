import type { Drawing } from "../../../schema/drawing.ts";
import { boxOf, distanceTo } from "./geometry.ts";

/** Where the walls stand that meet the top and the left side: the ticks of the two dimension lines, metres. */
export interface Dimensions {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

const LEAST_METRES = 0.6;

/** Ascending, without ticks so close that no figure fits between them. */
const spaced = (places: readonly number[]): readonly number[] => {
  const sorted = places.toSorted((a, b) => a - b);
  return sorted.filter(
    (place, at) => at === 0 || place - (sorted[at - 1] ?? place) >= LEAST_METRES,
  );
};

export function dimensionsOf({ walls }: Drawing): Dimensions {
  const outer = walls.filter(({ kind }) => kind === "outer");
  if (outer.length === 0) return { columns: [], rows: [] };
  const bounds = boxOf(outer.flatMap(({ from, to }) => [from, to]));
  const top = { from: [bounds.x, bounds.y], to: [bounds.x + bounds.width, bounds.y] } as const;
  const left = { from: [bounds.x, bounds.y], to: [bounds.x, bounds.y + bounds.height] } as const;
  const upright = walls.filter(({ from, to }) => Math.abs(from[0] - to[0]) < 0.01);
  const level = walls.filter(({ from, to }) => Math.abs(from[1] - to[1]) < 0.01);
  const meets = (wall: Drawing["walls"][number], side: typeof top | typeof left) =>
    Math.min(distanceTo(wall.from, side), distanceTo(wall.to, side)) < 0.2;
  return {
    columns: spaced([
      bounds.x,
      bounds.x + bounds.width,
      ...upright.filter((wall) => meets(wall, top)).map(({ from }) => from[0]),
    ]),
    rows: spaced([
      bounds.y,
      bounds.y + bounds.height,
      ...level.filter((wall) => meets(wall, left)).map(({ from }) => from[1]),
    ]),
  };
}
