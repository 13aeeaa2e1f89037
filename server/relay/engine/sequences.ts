import type { Heading } from "./envelope.ts";

/** Channels with remembered numbers; more than a process has rooms open. */
const MOST_CHANNELS = 20_000;

interface Counter {
  last: number;
  hasLost: boolean;
}

/**
 * Numbers this process' messages in each channel. A number is never reused, so a late message of an abandoned
 * connection is recognised.
 */
export class SendSequence {
  readonly #most: number;
  readonly #counters = new Map<string, Counter>();
  /** The highest number of the channels that were forgotten. */
  #floor = 0;

  constructor(most = MOST_CHANNELS) {
    this.#most = most;
  }

  next(channel: string): Heading {
    const counter = this.#find(channel);
    const heading = { sequence: (counter.last += 1), isAfterLoss: counter.hasLost };
    counter.hasLost = false;
    return heading;
  }

  /** A message was or may have been lost; the next one is marked. */
  lost(channel: string): void {
    this.#find(channel).hasLost = true;
  }

  #find(channel: string): Counter {
    const known = this.#counters.get(channel);
    if (known !== undefined) return known;
    // Once channels have been forgotten, one that seems new may be one of them.
    const counter = { last: this.#floor, hasLost: this.#floor > 0 };
    this.#counters.set(channel, counter);
    if (this.#counters.size > this.#most) this.#forgetOldest();
    return counter;
  }

  #forgetOldest(): void {
    for (const [channel, { last }] of this.#counters) {
      this.#floor = Math.max(this.#floor, last);
      this.#counters.delete(channel);
      return;
    }
  }
}

/** Position of a message after earlier ones; `late` ones came by an abandoned connection. */
export type Arrival = "next" | "after_gap" | "late";

/** Last numbers of the senders in one channel since its subscription began. */
export class ReceiveSequence {
  readonly #last = new Map<string, number>();

  receive(from: string, { sequence, isAfterLoss }: Heading): Arrival {
    const last = this.#last.get(from);
    if (last !== undefined && sequence <= last) return "late";
    this.#last.set(from, sequence);
    if (isAfterLoss) return "after_gap";
    return last === undefined || sequence === last + 1 ? "next" : "after_gap";
  }

  clear(): void {
    this.#last.clear();
  }
}
