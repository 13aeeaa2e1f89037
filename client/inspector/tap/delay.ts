import type { Clock } from "../../base/clock.ts";

/** Forwards items after a delay, in order. */
export class DelayLine {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #lastDueMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls at once if there is neither a delay nor a queue. `takesMs`: how long the item occupies the line. */
  add(delayMs: number, takesMs: number, call: () => void): void {
    const nowMs = this.#clock.now();
    const dueMs = Math.max(nowMs + delayMs, this.#lastDueMs) + takesMs;
    this.#lastDueMs = dueMs;
    if (dueMs <= nowMs) {
      call();
      return;
    }
    const cancel = this.#clock.after(dueMs - nowMs, () => {
      this.#waiting.delete(cancel);
      call();
    });
    this.#waiting.add(cancel);
  }

  /** Drops queued items. Idempotent. */
  close(): void {
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }
}
