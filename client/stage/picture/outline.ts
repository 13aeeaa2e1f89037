import type { Outline, Point } from "../../../schema/values/geometry.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The outline as an SVG path. */
export const pathOf = (outline: Outline): string =>
  `${outline.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("")}Z`;

export function boundsOf(outline: Outline): Box {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether the point lies in the outline (even-odd rule). */
export function contains(outline: Outline, [x, y]: Point): boolean {
  let inside = false;
  outline.forEach(([ax, ay], index) => {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** The label's position: the centroid if it lies inside, else the middle of the box. */
export function labelPointOf(outline: Outline): Point {
  let twiceArea = 0;
  let sumX = 0;
  let sumY = 0;
  outline.forEach(([ax, ay], index) => {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [ax, ay];
    const cross = ax * by - bx * ay;
    twiceArea += cross;
    sumX += (ax + bx) * cross;
    sumY += (ay + by) * cross;
  });
  const box = boundsOf(outline);
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  if (twiceArea === 0) return middle;
  const centre: Point = [sumX / (3 * twiceArea), sumY / (3 * twiceArea)];
  return contains(outline, centre) ? centre : middle;
}
