import { Histogram } from "../figures/histogram.ts";

/** Does `act(turn)` so many times a second, evenly, catching up when late. */
export interface PacedWork {
  readonly perSecond: number;
  readonly act: (turn: number) => void;
}

export interface PaceReport {
  readonly due: number;
  readonly done: number;
  readonly lateP99Ms: number;
}

const TICK_MS = 1;

/** The schedule of one load process: it never waits for answers, so that a slow server is not spared. */
export class Pace {
  readonly #works: { readonly work: PacedWork; turn: number }[];
  readonly #late = new Histogram();
  #startMs = 0;
  #windowMs = 0;
  #done = 0;
  #doneBefore = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(works: readonly PacedWork[]) {
    this.#works = works.filter(({ perSecond }) => perSecond > 0).map((work) => ({ work, turn: 0 }));
  }

  start(): void {
    this.#startMs = performance.now();
    this.openWindow();
    this.#tick();
  }

  readonly #tick = (): void => {
    for (const entry of this.#works) {
      const periodMs = 1000 / entry.work.perSecond;
      for (;;) {
        const lateMs = performance.now() - (this.#startMs + entry.turn * periodMs);
        if (lateMs < 0) break;
        this.#late.add(lateMs);
        entry.work.act(entry.turn);
        entry.turn += 1;
        this.#done += 1;
      }
    }
    this.#timer = setTimeout(this.#tick, TICK_MS);
  };

  openWindow(): void {
    this.#windowMs = performance.now();
    this.#doneBefore = this.#done;
    this.#late.clear();
  }

  report(): PaceReport {
    const seconds = (performance.now() - this.#windowMs) / 1000;
    const perSecond = this.#works.reduce((sum, { work }) => sum + work.perSecond, 0);
    return {
      due: seconds * perSecond,
      done: this.#done - this.#doneBefore,
      lateP99Ms: this.#late.percentile(0.99) ?? 0,
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
