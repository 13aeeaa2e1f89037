import type { Heading } from "./envelope.ts";

/** Channels whose numbers are remembered; more than one process has rooms open. */
const MOST_CHANNELS = 20_000;

interface Counter {
  last: number;
  hasLost: boolean;
}

/**
 * Numbers this process' messages, in each channel by itself. A number is never used twice, so that what arrives late, by
 * a connection that was given up, is known as such.
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

  /** A message did not get out, or nobody knows whether it did: the next one says so. */
  lost(channel: string): void {
    this.#find(channel).hasLost = true;
  }

  #find(channel: string): Counter {
    const known = this.#counters.get(channel);
    if (known !== undefined) return known;
    // After the first that was forgotten, a channel that seems new may be one of those.
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

/** What a message is to those heard before it: `late` ones came by a connection that was given up. */
export type Arrival = "next" | "after_gap" | "late";

/** The senders heard in one channel since its subscription began. */
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
