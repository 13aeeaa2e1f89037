import type { Outline } from "../../../../schema/values/geometry.ts";
import type { Drawing } from "../../../../schema/catalogue/drawing.ts";
import { distanceTo, lengthOf, locate, pointOn, type Segment } from "../../geometry.ts";

type Wall = Drawing["walls"][number];
type Span = readonly [start: number, end: number];

const WALL_METRES = { outer: 0.3, inner: 0.13 } as const;
const NEAR_METRES = 0.04;

const halfOf = (wall: Wall): number => WALL_METRES[wall.kind] / 2;

/** The openings of a drawing as segments on their walls' centre lines. */
export const openingsOf = (drawing: Drawing): readonly Segment[] => [
  ...drawing.windows,
  ...drawing.doors.map(({ hinge, latch }) => ({ from: hinge, to: latch })),
];

const liesIn = (opening: Segment, wall: Wall): boolean =>
  [opening.from, opening.to].every(
    (end) => distanceTo(end, wall) <= Math.max(NEAR_METRES, halfOf(wall)),
  ) && Math.abs(locate(opening.from, wall).along - locate(opening.to, wall).along) > NEAR_METRES;

/** Thickness of the wall that contains an opening, metres. */
export function thicknessAt(opening: Segment, drawing: Drawing): number {
  const wall = drawing.walls.find((candidate) => liesIn(opening, candidate));
  return WALL_METRES[wall?.kind ?? "inner"];
}

const parallel = (a: Segment, b: Segment): boolean =>
  Math.abs(locate(a.from, b).aside - locate(a.to, b).aside) < 0.02 * lengthOf(a);

/** For square corners: a wall that ends at another one extends to its far face. */
function reachBeyond(wall: Wall, end: Wall["from"], walls: readonly Wall[]): number {
  const reaches = walls
    .filter((other) => other !== wall && !parallel(wall, other))
    .map((other) => halfOf(other) - distanceTo(end, other));
  return Math.max(0, ...reaches);
}

function solidSpans(wall: Wall, drawing: Drawing): readonly Span[] {
  const start = -reachBeyond(wall, wall.from, drawing.walls);
  const end = lengthOf(wall) + reachBeyond(wall, wall.to, drawing.walls);
  const gaps = openingsOf(drawing)
    .filter((opening) => liesIn(opening, wall))
    .map((opening): Span => {
      const a = locate(opening.from, wall).along;
      const b = locate(opening.to, wall).along;
      return [Math.min(a, b), Math.max(a, b)];
    })
    .toSorted(([a], [b]) => a - b);
  const spans: Span[] = [];
  let at = start;
  for (const [from, to] of gaps) {
    if (from > at) spans.push([at, from]);
    at = Math.max(at, to);
  }
  if (end > at) spans.push([at, end]);
  return spans;
}

/** A rectangle along a centre line. */
export const band = (line: Segment, [start, end]: Span, thicknessMetres: number): Outline => [
  pointOn(line, start, -thicknessMetres / 2),
  pointOn(line, end, -thicknessMetres / 2),
  pointOn(line, end, thicknessMetres / 2),
  pointOn(line, start, thicknessMetres / 2),
];

/** The cut walls as rectangles, without openings. */
export const cutWalls = (drawing: Drawing): readonly Outline[] =>
  drawing.walls.flatMap((wall) =>
    solidSpans(wall, drawing).map((span) => band(wall, span, WALL_METRES[wall.kind])),
  );

/** Distance from a room's edge to the face of its wall, metres; 0 without a wall. */
export function wallInset(edge: Segment, drawing: Drawing): number {
  const length = lengthOf(edge);
  const middle = pointOn(edge, length / 2, 0);
  const wall = drawing.walls.find(
    (candidate) => parallel(edge, candidate) && distanceTo(middle, candidate) <= NEAR_METRES,
  );
  return wall === undefined ? 0 : halfOf(wall);
}
