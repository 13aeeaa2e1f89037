import { momentKey, type Moment, type MomentContent } from "../../../schema/history/moment.ts";

/** Values set again within this time are one moment, with the last value: a dragged slider, for example. */
const SAME_MOMENT_MS = 250;
/** Moments of one presentation; beyond it, at most one of each key or kind is kept per `SLOW_MS`. */
const MOST_MOMENTS = 20_000;
const SLOW_MS = 1000;
/** Maximum keys with a remembered last moment; beyond it those that can no longer be replaced are dropped. */
const MOST_KEYS = 64;

export interface MomentStamps {
  /** Id of this process. */
  readonly node: string;
  /** Grows with every call, over all rooms of the process. */
  nextNumber(): number;
  /** The time that all processes share. */
  now(): number;
}

/** The number and time that a history has reached. */
export interface WriterPosition {
  readonly count: number;
  readonly lastAt: number;
}

type Stamp = Pick<Moment, "at" | "n">;

/** Stamps the moments of one room and hands them to its journal. */
export class MomentWriter {
  readonly #stamps: MomentStamps;
  readonly #keep: (moment: Moment) => void;
  /** Stamp of the last moment of each key that may still be replaced; absent in a quiet room. */
  #latest: Map<string, Stamp> | undefined;
  #count = 0;
  #lastAt = 0;

  constructor(stamps: MomentStamps, keep: (moment: Moment) => void) {
    this.#stamps = stamps;
    this.#keep = keep;
  }

  get position(): WriterPosition {
    return { count: this.#count, lastAt: this.#lastAt };
  }

  set position({ count, lastAt }: WriterPosition) {
    this.#count = count;
    this.#lastAt = lastAt;
  }

  /** Counts moments that were kept before the room was opened. */
  count(kept: number): void {
    this.#count += kept;
  }

  /** Later moments are ordered after these, whichever process wrote them. */
  follow(kept: readonly Moment[]): void {
    this.#lastAt = Math.max(this.#lastAt, (kept.at(-1)?.at ?? -1) + 1);
  }

  /** Later moments are ordered after those that another process has written so far. */
  followOthers(): void {
    this.#lastAt = Math.max(this.#lastAt, this.#stamps.now() + 1);
  }

  write(content: MomentContent): void {
    const at = Math.max(this.#stamps.now(), this.#lastAt);
    const isFull = this.#count >= MOST_MOMENTS;
    const key = momentKey(content) ?? (isFull ? content.kind : undefined);
    const latest = key === undefined ? undefined : this.#latest?.get(key);
    const isSame = latest !== undefined && at - latest.at < (isFull ? SLOW_MS : SAME_MOMENT_MS);
    const stamp = isSame ? latest : { at, n: this.#stamps.nextNumber() };
    if (!isSame) this.#count += 1;
    this.#lastAt = at;
    if (key !== undefined) this.#remember(key, stamp, at);
    this.#keep({ ...content, node: this.#stamps.node, at: stamp.at, n: stamp.n });
  }

  #remember(key: string, stamp: Stamp, at: number): void {
    this.#latest ??= new Map();
    this.#latest.set(key, stamp);
    if (this.#latest.size > MOST_KEYS) this.#forget(at);
  }

  #forget(now: number): void {
    for (const [key, { at }] of this.#latest ?? []) {
      if (now - at >= SLOW_MS) this.#latest?.delete(key);
    }
  }

  /** Called once a second: forgets moments that can no longer be replaced. */
  sweep(): void {
    if (this.#latest === undefined) return;
    this.#forget(this.#stamps.now());
    if (this.#latest.size === 0) this.#latest = undefined;
  }
}
