import type { Clock } from "../../time/clock.ts";

const ignore = (): void => undefined;

/** One deadline per name, and one timer for all: there is a deadline for every room, and a timer costs 500 bytes. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #due: (name: string) => void;
  readonly #times = new Map<string, number>();
  #timerAtMs = Infinity;
  #cancelTimer = ignore;
  #closed = false;

  /** `due` is called with a name after its deadline, never before, and the name is cleared. */
  constructor(clock: Clock, due: (name: string) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  /** Setting a name again moves its deadline. */
  set(name: string, atMs: number): void {
    if (this.#closed) return;
    this.#times.set(name, atMs);
    this.#callBy(atMs);
  }

  clear(name: string): void {
    this.#times.delete(name);
  }

  #callBy(atMs: number): void {
    if (atMs >= this.#timerAtMs) return;
    this.#cancelTimer();
    this.#timerAtMs = atMs;
    this.#cancelTimer = this.#clock.after(Math.max(0, atMs - this.#clock.now()), () =>
      this.#call(),
    );
  }

  #call(): void {
    this.#timerAtMs = Infinity;
    const nowMs = this.#clock.now();
    const due: string[] = [];
    let nextMs = Infinity;
    for (const [name, atMs] of this.#times) {
      if (atMs <= nowMs) due.push(name);
      else nextMs = Math.min(nextMs, atMs);
    }
    this.#callBy(nextMs);
    for (const name of due) this.#times.delete(name);
    for (const name of due) this.#due(name);
  }

  /** Drops all deadlines and ignores new ones. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer();
    this.#times.clear();
  }
}
