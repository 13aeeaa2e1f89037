/** What one direction of a connection does to the bytes that it carries. */
export interface Network {
  /** One way. */
  readonly delayMs: number;
  /** Of all segments, from 0 to 1. */
  readonly loss: number;
}

/** What Ethernet leaves of a frame for TCP's payload. */
const SEGMENT_BYTES = 1460;
/** How long a receiver may hold back an acknowledgement: RFC 8985, section 7.2. */
const DELAYED_ACK_MS = 200;

/**
 * When a lone segment that was lost is sent again: RFC 8985's tail-loss probe for one segment in flight, as Linux does it.
 * Half a state a second has nothing behind it by which a loss would be noticed sooner.
 */
export const resentAfterMs = ({ delayMs }: Network): number => 2 * (2 * delayMs) + DELAYED_ACK_MS;

/**
 * A model of TCP over a network that loses segments: what is behind a lost one waits for it, since bytes arrive in order.
 * No packet is really lost here; a kernel that can lose them is not to be had everywhere.
 */
export class LossyLine {
  readonly #network: Network;
  readonly #random: () => number;
  #freeAtMs = 0;

  constructor(network: Network, random: () => number) {
    this.#network = network;
    this.#random = random;
  }

  /** When so many bytes that are sent now have arrived, in the clock of `nowMs`. */
  arrivalMs(nowMs: number, bytes: number): number {
    const { delayMs, loss } = this.#network;
    let arrivesMs = nowMs + delayMs;
    for (let segment = 0; segment < bytes / SEGMENT_BYTES; segment += 1) {
      // What is sent again may be lost again.
      while (this.#random() < loss) arrivesMs += resentAfterMs(this.#network);
    }
    this.#freeAtMs = Math.max(this.#freeAtMs, arrivesMs);
    return this.#freeAtMs;
  }
}
