/** What one load process says about itself over the measured time. */
export interface LoadHealth {
  /** Of one core, 0–1. */
  readonly cpuShare: number;
  /** How late the schedule was, at the 99th percentile; 0 without one. */
  readonly lateP99Ms: number;
  /** Sent of what was due, 0–1; 1 without a schedule. */
  readonly keptShare: number;
}

const MOST_CPU_SHARE = 0.85;
const MOST_LATE_MS = 25;
const LEAST_KEPT_SHARE = 0.98;

/** Why a figure says more about the load than about the server; `undefined` when it may be quoted. */
export function whyLoadBound(processes: readonly LoadHealth[]): string | undefined {
  for (const { cpuShare, lateP99Ms, keptShare } of processes) {
    if (cpuShare > MOST_CPU_SHARE) return `load at ${Math.round(cpuShare * 100)} % of its core`;
    if (keptShare < LEAST_KEPT_SHARE)
      return `load sent ${Math.round(keptShare * 100)} % of its due`;
    if (lateP99Ms > MOST_LATE_MS) return `load ${Math.round(lateP99Ms)} ms late`;
  }
  return undefined;
}
