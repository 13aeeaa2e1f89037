import type { GrowthPoint } from "../model/growth.ts";

/** A line of the plot: its figure and its scale's maximum. */
export interface PlotLine {
  readonly figure: "bytes" | "structs" | "tombstones" | "pending";
  readonly most: number;
}

export const PLOT = { width: 400, height: 120 } as const;

/** Round numbers whose halves are round too. */
const ROUND = [1, 2, 4, 6, 8, 10];
const KB = 1024;

/** The next round number at or above the value. */
export function roundCount(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return (ROUND.find((factor) => factor * power >= value) ?? 10) * power;
}

/** The next round size at or above the value, in bytes, KB or MB. */
export function roundBytes(value: number): number {
  const unit = value < KB ? 1 : value < KB * KB ? KB : KB * KB;
  return Math.ceil(roundCount(value / unit)) * unit;
}

/**
 * The line as an SVG path of steps: the value is unknown between two measurements. Of points that coincide, the largest
 * is drawn.
 */
export function stepPath(points: readonly GrowthPoint[], { figure, most }: PlotLine): string {
  const startMs = points[0]?.atMs ?? 0;
  const lengthMs = Math.max(1, (points.at(-1)?.atMs ?? 0) - startMs);
  const columns = new Map<number, number>();
  for (const point of points) {
    const column = Math.round(((point.atMs - startMs) / lengthMs) * (PLOT.width / 2)) * 2;
    columns.set(column, Math.max(columns.get(column) ?? 0, point[figure]));
  }
  let path = "";
  for (const [x, value] of columns) {
    const y = Math.round((1 - value / most) * PLOT.height * 10) / 10;
    path += path === "" ? `M${x} ${y}` : `H${x}V${y}`;
  }
  return columns.size === 1 ? `${path}H${PLOT.width}` : path;
}
