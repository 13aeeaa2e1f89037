import type { Clock } from "./clock.ts";

export interface Throttle<Value> {
  /** Passes the first value of a burst at once, then the latest of each interval. */
  readonly push: (value: Value) => void;
  /** Passes a value at once and drops the pending one. */
  readonly pushNow: (value: Value) => void;
  /** Drops the pending value. */
  readonly cancel: () => void;
  /** Passes the pending value, then no more. Idempotent. */
  readonly close: () => void;
}

/** Limits `pass` to one call per interval; the last value of a burst is always passed. */
export function createThrottle<Value>(
  clock: Pick<Clock, "now" | "after">,
  intervalMs: number,
  pass: (value: Value) => void,
): Throttle<Value> {
  let lastMs = -Infinity;
  let waiting: { value: Value; readonly cancel: () => void } | undefined;
  let closed = false;
  const cancel = () => {
    waiting?.cancel();
    waiting = undefined;
  };
  const pushNow = (value: Value) => {
    cancel();
    if (closed) return;
    lastMs = clock.now();
    pass(value);
  };
  const flush = () => {
    if (waiting !== undefined) pushNow(waiting.value);
  };
  return {
    push: (value) => {
      if (closed) return;
      if (waiting !== undefined) {
        waiting.value = value;
        return;
      }
      const waitMs = lastMs + intervalMs - clock.now();
      if (waitMs <= 0) pushNow(value);
      else waiting = { value, cancel: clock.after(Math.min(waitMs, intervalMs), flush) };
    },
    pushNow,
    cancel,
    close: () => {
      flush();
      closed = true;
    },
  };
}
