import type { Clock } from "./clock.ts";

export interface Throttle {
  /** Runs now or, too soon after the last run, as soon as may be; many requests in between make one run. */
  request(): void;
  /** Runs what waits, then nothing more. Idempotent. */
  close(): void;
}

/** The first of a burst at once, the last never lost, and at most one run an interval. */
export function createThrottle(clock: Clock, intervalMs: number, run: () => void): Throttle {
  let lastRunMs = -Infinity;
  let cancel: (() => void) | undefined;
  let closed = false;
  const runNow = () => {
    cancel = undefined;
    lastRunMs = clock.now();
    run();
  };
  return {
    request: () => {
      if (closed || cancel !== undefined) return;
      const waitMs = lastRunMs + intervalMs - clock.now();
      if (waitMs <= 0) runNow();
      else cancel = clock.after(Math.min(waitMs, intervalMs), runNow);
    },
    close: () => {
      closed = true;
      if (cancel === undefined) return;
      cancel();
      runNow();
    },
  };
}
