import type { Outline, Point } from "../../../schema/values/geometry.ts";
import type { Drawing } from "../../../schema/catalogue/drawing.ts";

export const WALL_METRES = { outer: 0.3, inner: 0.13 } as const;

/** The area of a simple polygon. */
export function areaOf(outline: Outline): number {
  const doubled = outline.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = outline[(at + 1) % outline.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

export function contains(outline: Outline, [x, y]: Point): boolean {
  let inside = false;
  for (const [at, [x1, y1]] of outline.entries()) {
    const [x2, y2] = outline[(at + 1) % outline.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** What an upright or level wall covers, its square ends included. */
export function wallBox({ kind, from, to }: Drawing["walls"][number]): Box {
  const half = WALL_METRES[kind] / 2;
  const { left, top, right, bottom } = boxOf([from, to]);
  return { left: left - half, top: top - half, right: right + half, bottom: bottom + half };
}

const sorted = (values: readonly number[]): readonly number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

/** The floor of a right-angled outline that no wall stands on, m². */
export function netArea(outline: Outline, walls: Drawing["walls"]): number {
  const boxes = walls.map(wallBox);
  const xs = sorted([...outline.map(([x]) => x), ...boxes.flatMap((box) => [box.left, box.right])]);
  const ys = sorted([
    ...outline.map(([, y]) => y),
    ...boxes.flatMap((box) => [box.top, box.bottom]),
  ]);
  let area = 0;
  for (const [column, left] of xs.slice(0, -1).entries()) {
    for (const [row, top] of ys.slice(0, -1).entries()) {
      const [right, bottom] = [xs[column + 1] ?? left, ys[row + 1] ?? top];
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const covered = boxes.some(
        (box) => x > box.left && x < box.right && y > box.top && y < box.bottom,
      );
      if (!covered && contains(outline, [x, y])) area += (right - left) * (bottom - top);
    }
  }
  return area;
}
