import type { Outline, Point } from "../../schema/values/geometry.ts";

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0];
const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];

/** The point at `along` metres from the segment's start, `aside` metres to its right (y points down). */
export function pointOn({ from, to }: Segment, along: number, aside: number): Point {
  const [dx, dy] = minus(to, from);
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  return [from[0] + ux * along - uy * aside, from[1] + uy * along + ux * aside];
}

export const lengthOf = ({ from, to }: Segment): number =>
  Math.hypot(to[0] - from[0], to[1] - from[1]);

/** Converts a point to a segment's coordinates: metres along it and metres aside. */
export function locate(point: Point, segment: Segment): { along: number; aside: number } {
  const direction = minus(segment.to, segment.from);
  const length = lengthOf(segment) || 1;
  const offset = minus(point, segment.from);
  return { along: dot(direction, offset) / length, aside: cross(direction, offset) / length };
}

export function distanceTo(point: Point, segment: Segment): number {
  const { along, aside } = locate(point, segment);
  const beyond = Math.max(0, -along, along - lengthOf(segment));
  return Math.hypot(beyond, aside);
}

/** The outline's edges, including the closing one, whether or not its last point repeats the first. */
export function edgesOf(outline: Outline): readonly Segment[] {
  return outline
    .map((from, at) => ({ from, to: outline[(at + 1) % outline.length] ?? from }))
    .filter((edge) => lengthOf(edge) > 1e-9);
}

export const signedArea = (outline: Outline): number =>
  edgesOf(outline).reduce((sum, { from, to }) => sum + cross(from, to), 0) / 2;

export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Whether the point lies inside (even-odd rule). Points exactly on an edge may count either way. */
export function contains(outline: Outline, [x, y]: Point): boolean {
  let inside = false;
  for (const { from, to } of edgesOf(outline)) {
    const crosses = from[1] > y !== to[1] > y;
    if (crosses && x < ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0]) {
      inside = !inside;
    }
  }
  return inside;
}

export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A closed SVG path. */
export const pathOf = (outline: Outline): string =>
  `M${outline.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;

/** An open SVG path of one stroke. */
export const strokeOf = ({ from, to }: Segment): string =>
  `M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}`;
