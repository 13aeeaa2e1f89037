import { Histogram } from "../../figures/histogram.ts";

/** Calls `act(turn)` at a constant rate. A process far behind its schedule skips turns. */
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
/** Length of a burst in ms. Pending I/O is handled between bursts. */
const MOST_AT_ONCE_MS = 4;
/** Turns this many ms late are skipped, since catching up would delay the following ones. */
const LOST_MS = 500;

interface Scheduled {
  readonly work: PacedWork;
  readonly periodMs: number;
  turn: number;
}

/** The schedule of one load process. It does not wait for responses, so a slow server gets the same load. */
export class Pace {
  readonly #works: readonly Scheduled[];
  readonly #late = new Histogram();
  #startMs = 0;
  #windowMs = 0;
  #done = 0;
  #doneBefore = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(works: readonly PacedWork[]) {
    this.#works = works
      .filter(({ perSecond }) => perSecond > 0)
      .map((work) => ({ work, periodMs: 1000 / work.perSecond, turn: 0 }));
  }

  start(): void {
    this.#startMs = performance.now();
    this.openWindow();
    this.#tick();
  }

  readonly #tick = (): void => {
    const untilMs = performance.now() + MOST_AT_ONCE_MS;
    for (const scheduled of this.#works) this.#catchUp(scheduled, untilMs);
    this.#timer = setTimeout(this.#tick, TICK_MS);
  };

  #catchUp(scheduled: Scheduled, untilMs: number): void {
    const { work, periodMs } = scheduled;
    for (let nowMs = performance.now(); nowMs < untilMs; nowMs = performance.now()) {
      const lateMs = nowMs - (this.#startMs + scheduled.turn * periodMs);
      if (lateMs < 0) return;
      this.#late.add(lateMs);
      if (lateMs > LOST_MS) {
        scheduled.turn += Math.ceil(lateMs / periodMs);
        continue;
      }
      work.act(scheduled.turn);
      scheduled.turn += 1;
      this.#done += 1;
    }
  }

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
