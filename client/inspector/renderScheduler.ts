import type { Clock } from "../base/clock.ts";

/** Minimum interval between two renders of a part. */
export const DRAW_MS = 250;
/** Interval at which clocks, ages and transient marks render without a change. */
const TICK_MS = 1000;

/** Calls back once, when the page is idle. Returns a function that cancels. */
export type NextFrame = (call: () => void) => () => void;

/** A part of the page that renders independently. */
export interface Part {
  /** Returns another value whenever there is something new to render. Called often, so it must be cheap. */
  readonly look: (nowMs: number) => unknown;
  readonly draw: (nowMs: number) => void;
  /** The element it fills; the part renders only while that is visible. */
  readonly place?: Element | null | undefined;
}

interface Drawn {
  seen: unknown;
  dueMs: number;
  inSight: boolean;
}

/**
 * Schedules renders: one of the changed visible parts per frame, in turn, each at most every `DRAW_MS`, so that the
 * inspected page keeps its frame rate.
 */
export class RenderScheduler {
  readonly #clock: Clock;
  readonly #nextFrame: NextFrame;
  /** The part that has waited longest comes first. */
  readonly #parts = new Map<Part, Drawn>();
  readonly #sight: IntersectionObserver | undefined;
  #watched = true;
  #cancel: (() => void) | undefined;
  #cancelTick: (() => void) | undefined;

  constructor(clock: Clock, nextFrame: NextFrame, observe?: typeof IntersectionObserver) {
    this.#clock = clock;
    this.#nextFrame = nextFrame;
    this.#sight = observe && new observe((changes) => this.#look(changes));
  }

  /** Adds a part. Returns a function that removes it. */
  join(part: Part): () => void {
    const { place } = part;
    const inSight = this.#sight === undefined || place === null || place === undefined;
    this.#parts.set(part, { seen: undefined, dueMs: 0, inSight });
    if (place !== null && place !== undefined) this.#sight?.observe(place);
    this.#cancelTick ??= this.#clock.after(TICK_MS, this.#tick);
    this.touch();
    return () => {
      this.#parts.delete(part);
      if (place !== null && place !== undefined) this.#sight?.unobserve(place);
      if (this.#parts.size === 0) this.#rest();
    };
  }

  /** Reports a possible change. */
  readonly touch = (): void => {
    if (this.#watched) this.#cancel ??= this.#nextFrame(this.#beat);
  };

  /** Whether the inspector is visible; hidden parts are not rendered. */
  watch(watched: boolean): void {
    this.#watched = watched;
    if (watched) this.touch();
  }

  #rest(): void {
    this.#cancel?.();
    this.#cancelTick?.();
    this.#cancel = undefined;
    this.#cancelTick = undefined;
  }

  readonly #tick = (): void => {
    this.#cancelTick = this.#clock.after(TICK_MS, this.#tick);
    this.touch();
  };

  #look(changes: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of changes) {
      for (const [{ place }, drawn] of this.#parts) {
        if (place === target) drawn.inSight = isIntersecting;
      }
    }
    this.touch();
  }

  readonly #beat = (): void => {
    this.#cancel = undefined;
    if (!this.#watched) return;
    const nowMs = this.#clock.now();
    let waitMs = Infinity;
    let next: readonly [Part, Drawn, unknown] | undefined;
    for (const [part, drawn] of this.#parts) {
      if (!drawn.inSight) continue;
      const seen = part.look(nowMs);
      if (Object.is(seen, drawn.seen)) continue;
      if (next === undefined && drawn.dueMs <= nowMs) next = [part, drawn, seen];
      else waitMs = Math.min(waitMs, drawn.dueMs - nowMs);
    }
    if (next !== undefined) this.#draw(...next, nowMs);
    if (waitMs <= 0) this.touch();
    else if (waitMs < Infinity) this.#cancel ??= this.#clock.after(waitMs, this.#wake);
  };

  readonly #wake = (): void => {
    this.#cancel = undefined;
    this.touch();
  };

  #draw(part: Part, drawn: Drawn, seen: unknown, nowMs: number): void {
    this.#parts.delete(part);
    this.#parts.set(part, { ...drawn, seen, dueMs: nowMs + DRAW_MS });
    part.draw(nowMs);
  }
}
