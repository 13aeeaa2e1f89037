/** A load process' figures about itself within the window. */
export interface LoadHealth {
  /** Of one core, 0–1. */
  readonly cpuShare: number;
  /** Delay of the schedule in ms, 99th percentile; 0 without a schedule. */
  readonly lateP99Ms: number;
  /** Share of due messages that were sent, 0–1; 1 without a schedule. */
  readonly keptShare: number;
}

const MOST_CPU_SHARE = 0.85;
const MOST_LATE_MS = 25;
const LEAST_KEPT_SHARE = 0.98;

/** Why the load, not the server, limited the figure; `undefined`: the figure is valid. */
export function whyLoadBound(processes: readonly LoadHealth[]): string | undefined {
  for (const { cpuShare, lateP99Ms, keptShare } of processes) {
    if (cpuShare > MOST_CPU_SHARE) return `load at ${Math.round(cpuShare * 100)} % of its core`;
    if (keptShare < LEAST_KEPT_SHARE)
      return `load sent ${Math.round(keptShare * 100)} % of its due`;
    if (lateP99Ms > MOST_LATE_MS) return `load ${Math.round(lateP99Ms)} ms late`;
  }
  return undefined;
}
