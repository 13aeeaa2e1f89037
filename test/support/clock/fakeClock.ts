import type { Clock } from "../../../server/time/clock.ts";

interface Timer {
  readonly call: () => void;
  readonly periodMs: number | undefined;
  dueMs: number;
}

/** A clock that only tests advance. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<Timer>();

  constructor(nowMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = nowMs;
  }

  readonly now = (): number => this.#nowMs;

  readonly after = (delayMs: number, call: () => void): (() => void) =>
    this.#add({ call, periodMs: undefined, dueMs: this.#nowMs + delayMs });

  readonly soon = (call: () => void): (() => void) => this.after(0, call);

  readonly every = (periodMs: number, call: () => void): (() => void) =>
    this.#add({ call, periodMs, dueMs: this.#nowMs + periodMs });

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Number of pending timers. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Advances the time and runs due timers in order, each at its own time. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const due = [...this.#timers]
        .filter((timer) => timer.dueMs <= untilMs)
        .toSorted((left, right) => left.dueMs - right.dueMs)[0];
      if (due === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, due.dueMs);
      if (due.periodMs === undefined) this.#timers.delete(due);
      else due.dueMs += due.periodMs;
      due.call();
    }
    this.#nowMs = untilMs;
  }
}
