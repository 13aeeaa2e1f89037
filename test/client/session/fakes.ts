import type { Clock } from "../../../client/base/clock.ts";
import type { PageSignals } from "../../../client/base/pageSignals.ts";

export interface FakeClock extends Clock {
  advance(byMs: number): void;
}

export function createFakeClock(startMs = 1_000_000): FakeClock {
  let nowMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly call: () => void }>();
  const next = (untilMs: number) =>
    [...timers]
      .filter(({ atMs }) => atMs <= untilMs)
      .toSorted((one, other) => one.atMs - other.atMs)[0];
  return {
    now: () => nowMs,
    after: (delayMs, call) => {
      const timer = { atMs: nowMs + delayMs, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (let timer = next(untilMs); timer !== undefined; timer = next(untilMs)) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.call();
      }
      nowMs = untilMs;
    },
  };
}

export interface FakePage extends PageSignals {
  setHidden(hidden: boolean): void;
  comeBack(): void;
  /** The device reports that it is offline. */
  goOffline(): void;
}

const listenTo = (listeners: Set<() => void>) => (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function createFakePage(): FakePage {
  let hidden = false;
  const onVisibility = new Set<() => void>();
  const onReturn = new Set<() => void>();
  const onOffline = new Set<() => void>();
  return {
    isHidden: () => hidden,
    onVisibility: listenTo(onVisibility),
    onReturn: listenTo(onReturn),
    onOffline: listenTo(onOffline),
    setHidden: (next) => {
      hidden = next;
      for (const listener of onVisibility) listener();
    },
    comeBack: () => {
      for (const listener of onReturn) listener();
    },
    goOffline: () => {
      for (const listener of onOffline) listener();
    },
  };
}
