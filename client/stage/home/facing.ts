import type { Drawing } from "../../../schema/drawing.ts";
import { boxOf, distanceTo, lengthOf, type Segment } from "../plan/geometry.ts";

const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type CompassPoint = (typeof COMPASS)[number];

/** Bearings of a drawing's sides before it is turned to north: top, right, bottom, left. */
const SIDES_DEGREES = [0, 90, 180, 270] as const;

function sideOf(window: Segment, drawing: Drawing): number | undefined {
  const outer = drawing.walls.filter(({ kind }) => kind === "outer");
  const { x, y, width, height } = boxOf(outer.flatMap(({ from, to }) => [from, to]));
  const sides: readonly Segment[] = [
    { from: [x, y], to: [x + width, y] },
    { from: [x + width, y], to: [x + width, y + height] },
    { from: [x, y + height], to: [x + width, y + height] },
    { from: [x, y], to: [x, y + height] },
  ];
  const side = sides.findIndex(
    (edge) => distanceTo(window.from, edge) < 0.3 && distanceTo(window.to, edge) < 0.3,
  );
  return side < 0 ? undefined : side;
}

/** Where most of the glass looks; `undefined` where the drawing does not say where north is. */
export function facingOf(drawing: Drawing): CompassPoint | undefined {
  if (drawing.northDegrees === undefined || drawing.windows.length === 0) return undefined;
  const glass = [0, 0, 0, 0];
  for (const window of drawing.windows) {
    const side = sideOf(window, drawing);
    if (side !== undefined) glass[side] = (glass[side] ?? 0) + lengthOf(window);
  }
  const most = glass.indexOf(Math.max(...glass));
  const bearing = ((SIDES_DEGREES[most] ?? 0) - drawing.northDegrees + 720) % 360;
  return COMPASS[Math.round(bearing / 45) % 8];
}
