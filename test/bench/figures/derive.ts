import type { LoadReport } from "../load/messages.ts";
import type { CpuReading } from "../servers/probeMessages.ts";
import { Histogram } from "./histogram.ts";
import { whyLoadBound } from "./loadBound.ts";
import type { Figures, Sample } from "./sample.ts";

/** Readings of the server at the start and the end of the window. */
export interface CpuWindow {
  readonly opened: CpuReading;
  readonly closed: CpuReading;
}

const sum = (figures: readonly number[]): number =>
  figures.reduce((total, figure) => total + figure, 0);

/** Unmeasured figures are absent, not zero. */
const defined = (figures: Readonly<Record<string, number | undefined>>): Figures =>
  Object.fromEntries(
    Object.entries(figures).filter(([, value]) => value !== undefined && Number.isFinite(value)),
  );

const cpuMs = ({ opened, closed }: CpuWindow): number =>
  closed.userMs + closed.systemMs - opened.userMs - opened.systemMs;

/**
 * The figures of one window. `viewers`: recipients of each of an agent's messages. If the load was the
 * bottleneck, only the load's own figures are returned.
 */
export function deriveFigures(
  window: CpuWindow,
  reports: readonly LoadReport[],
  viewers: number,
): Pick<Sample, "figures" | "loadBound" | "lost"> {
  const windowMs = window.closed.atMs - window.opened.atMs;
  const [sent, delivered] = [
    sum(reports.map((report) => report.sent)),
    sum(reports.map((report) => report.delivered)),
  ];
  const changes = Histogram.merge(reports.map(({ latencies }) => latencies.change));
  const pointers = Histogram.merge(reports.map(({ latencies }) => latencies.pointer));
  const load = { loadCpuShare: Math.max(...reports.map(({ health }) => health.cpuShare)) };
  const losses = sum(reports.map((report) => report.lost));
  const why = reports.find((report) => report.lostBecause !== undefined)?.lostBecause;
  const lost = losses > 0 ? { lost: `${losses}: ${why}` } : {};
  const loadBound = whyLoadBound(reports.map(({ health }) => health));
  if (loadBound !== undefined) return { figures: load, loadBound, ...lost };
  return {
    figures: defined({
      ...load,
      cpuShare: cpuMs(window) / windowMs,
      microsPerDelivery: (cpuMs(window) * 1000) / delivered,
      deliveredShare: delivered / (sent * viewers),
      deliveriesPerSecond: (delivered * 1000) / windowMs,
      bytesPerDelivery: sum(reports.map((report) => report.bytesIn)) / delivered,
      changeP50Ms: changes.percentile(0.5),
      changeP99Ms: changes.percentile(0.99),
      pointerP50Ms: pointers.percentile(0.5),
      pointerP99Ms: pointers.percentile(0.99),
    }),
    ...lost,
  };
}
