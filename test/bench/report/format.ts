import type { FigureName } from "../figures/sample.ts";
import type { Spread } from "../figures/statistics.ts";

interface Column {
  readonly title: string;
  readonly scale: number;
}

const PERCENT = 100;
const PER_KIB = 1 / 1024;

/** Format of each figure, in the order of the columns. */
export const COLUMNS: Readonly<Record<FigureName, Column>> = {
  cpuShare: { title: "CPU, % of a core", scale: PERCENT },
  microsPerDelivery: { title: "CPU a delivery, µs", scale: 1 },
  deliveriesPerSecond: { title: "deliveries/s", scale: 1 },
  deliveredShare: { title: "delivered, %", scale: PERCENT },
  bytesPerDelivery: { title: "bytes a delivery", scale: 1 },
  changeP50Ms: { title: "change p50, ms", scale: 1 },
  changeP99Ms: { title: "change p99, ms", scale: 1 },
  pointerP50Ms: { title: "pointer p50, ms", scale: 1 },
  pointerP99Ms: { title: "pointer p99, ms", scale: 1 },
  connections: { title: "connections", scale: 1 },
  heapBytesPerConnection: { title: "heap a connection, KiB", scale: PER_KIB },
  rssBytesPerConnection: { title: "RSS a connection, KiB", scale: PER_KIB },
  documentBytes: { title: "document, bytes", scale: 1 },
  documentHeapBytes: { title: "heap of an hour, KiB", scale: PER_KIB },
  joinP50Ms: { title: "join p50, ms", scale: 1 },
  joinP95Ms: { title: "join p95, ms", scale: 1 },
  coldJoinP50Ms: { title: "cold join p50, ms", scale: 1 },
  coldJoinP95Ms: { title: "cold join p95, ms", scale: 1 },
  paintP50Ms: { title: "click to paint p50, ms", scale: 1 },
  paintP95Ms: { title: "click to paint p95, ms", scale: 1 },
  delayedPaintP50Ms: { title: "100 ms each way p50, ms", scale: 1 },
  delayedPaintP95Ms: { title: "100 ms each way p95, ms", scale: 1 },
  addedP95Ms: { title: "added to the network p95, ms", scale: 1 },
  loadCpuShare: { title: "load, % of a core", scale: PERCENT },
};

/** Three significant digits, whole numbers in full. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

/** The median, and the range where there is more than one repetition. */
export function formatSpread(spread: Spread, scale = 1): string {
  const middle = formatNumber(spread.median * scale);
  if (spread.count === 1) return middle;
  return `${middle} (${formatNumber(spread.lowest * scale)}–${formatNumber(spread.highest * scale)})`;
}

/** A Markdown table whose first column is text and the others are figures. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_cell, column) => (column === 0 ? "---" : "--:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
