import type { Clock } from "../../time/clock.ts";

/** One timer a name; setting it again moves it. The names outlive the rooms they stand for. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #cancels = new Map<string, () => void>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls back once the time has come, never before: a timer may be shorter than the way there. */
  set(name: string, atMs: number, call: () => void): void {
    this.clear(name);
    if (this.#closed) return;
    const delayMs = Math.max(0, atMs - this.#clock.now());
    const cancel = this.#clock.after(delayMs, () => {
      this.#cancels.delete(name);
      if (this.#clock.now() < atMs) this.set(name, atMs, call);
      else call();
    });
    this.#cancels.set(name, cancel);
  }

  clear(name: string): void {
    this.#cancels.get(name)?.();
    this.#cancels.delete(name);
  }

  /** Cancels all deadlines and ignores new ones. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
