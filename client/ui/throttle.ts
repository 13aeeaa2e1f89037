import type { Timing } from "./timing.ts";

export interface Throttle<Value> {
  /** Passes the first at once, then the latest of each interval. */
  readonly push: (value: Value) => void;
  /** Drops what waits. */
  readonly cancel: () => void;
}

/** At most one call an interval, and never a stale last one. */
export function createThrottle<Value>(
  intervalMs: number,
  timing: Pick<Timing, "now" | "after">,
  pass: (value: Value) => void,
): Throttle<Value> {
  let lastMs = -Infinity;
  let waiting: { value: Value } | undefined;
  let stop: (() => void) | undefined;
  const flush = () => {
    stop = undefined;
    if (waiting === undefined) return;
    const { value } = waiting;
    waiting = undefined;
    lastMs = timing.now();
    pass(value);
  };
  return {
    push: (value) => {
      waiting = { value };
      if (stop !== undefined) return;
      const restMs = lastMs + intervalMs - timing.now();
      if (restMs <= 0) flush();
      else stop = timing.after(restMs, flush);
    },
    cancel: () => {
      stop?.();
      stop = undefined;
      waiting = undefined;
    },
  };
}
