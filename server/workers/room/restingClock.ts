import type { Clock } from "../../time/clock.ts";

/** A timer that is due later than this is left to an alarm. The platform evicts objects that are idle for 10 s. */
const SHORT_MS = 5000;
/** Minimum delay of an overdue repetition after waking, so that an object that only answers a message rests before it. */
const OVERDUE_MS = 1000;

/** Timers of one object. While it rests there are none, so that the platform can hibernate the object. */
export interface RestingClock extends Clock {
  /** Whether a timer is due so soon that the object must stay awake for it. */
  readonly isBusy: boolean;
  readonly isResting: boolean;
  /** When the earliest timer except repetitions is due; `Infinity` if there is none. */
  readonly dueMs: number;
  /** Stops all timers until `wake`. */
  rest(): void;
  /** Starts them again. Timers that fell due meanwhile run soon. */
  wake(): void;
}

interface Timer {
  readonly call: () => void;
  /** Of repetitions. */
  readonly periodMs: number | undefined;
  dueMs: number;
  cancel: (() => void) | undefined;
}

/** `settled` is called, after each timer, while the clock runs and is not busy. */
export function openRestingClock(base: Clock, settled: () => void): RestingClock {
  const timers = new Set<Timer>();
  let isResting = false;
  let isChecking = false;

  const isBusy = (): boolean => {
    const soonMs = base.now() + SHORT_MS;
    for (const { periodMs, dueMs } of timers) {
      if (periodMs === undefined && dueMs <= soonMs) return true;
    }
    return false;
  };

  const check = (): void => {
    if (isChecking) return;
    isChecking = true;
    queueMicrotask(() => {
      isChecking = false;
      if (!isResting && !isBusy()) settled();
    });
  };

  const run = (timer: Timer): void => {
    if (timer.periodMs === undefined) timers.delete(timer);
    else {
      timer.dueMs = base.now() + timer.periodMs;
      arm(timer);
    }
    try {
      timer.call();
    } finally {
      check();
    }
  };

  const arm = (timer: Timer): void => {
    timer.cancel = base.after(Math.max(0, timer.dueMs - base.now()), () => run(timer));
  };

  const add = (delayMs: number, periodMs: number | undefined, call: () => void) => {
    const timer: Timer = { call, periodMs, dueMs: base.now() + delayMs, cancel: undefined };
    timers.add(timer);
    if (!isResting) arm(timer);
    return () => {
      timer.cancel?.();
      if (timers.delete(timer)) check();
    };
  };

  return {
    now: () => base.now(),
    after: (delayMs, call) => add(delayMs, undefined, call),
    soon: (call) => add(0, undefined, call),
    every: (periodMs, call) => add(periodMs, periodMs, call),
    get isBusy() {
      return isBusy();
    },
    get isResting() {
      return isResting;
    },
    get dueMs() {
      let earliestMs = Infinity;
      for (const { periodMs, dueMs } of timers) {
        if (periodMs === undefined) earliestMs = Math.min(earliestMs, dueMs);
      }
      return earliestMs;
    },
    rest: () => {
      isResting = true;
      for (const timer of timers) timer.cancel?.();
    },
    wake: () => {
      if (!isResting) return;
      isResting = false;
      const nowMs = base.now();
      for (const timer of timers) {
        const { periodMs } = timer;
        if (periodMs !== undefined) {
          timer.dueMs = Math.max(timer.dueMs, nowMs + Math.min(periodMs, OVERDUE_MS));
        }
        arm(timer);
      }
    },
  };
}
