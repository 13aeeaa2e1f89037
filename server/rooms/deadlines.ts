import type { Clock } from "../clock.ts";

/** One timer a name; setting it again moves it. The names outlive the rooms they stand for. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(name: string, atMs: number, call: () => void): void {
    this.clear(name);
    const delayMs = Math.max(0, atMs - this.#clock.now());
    const cancel = this.#clock.after(delayMs, () => {
      this.#cancels.delete(name);
      call();
    });
    this.#cancels.set(name, cancel);
  }

  clear(name: string): void {
    this.#cancels.get(name)?.();
    this.#cancels.delete(name);
  }

  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
