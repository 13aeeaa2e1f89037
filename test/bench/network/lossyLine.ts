/** Properties of one direction of a connection. */
export interface Network {
  /** One way. */
  readonly delayMs: number;
  /** Of all segments, from 0 to 1. */
  readonly loss: number;
}

/** TCP payload of an Ethernet frame. */
const SEGMENT_BYTES = 1460;
/** How long a receiver may hold back an acknowledgement: RFC 8985, section 7.2. */
const DELAYED_ACK_MS = 200;

/**
 * Retransmission time of a single lost segment: the tail-loss probe of RFC 8985 for one segment in flight, as in Linux.
 * Sparse changes have no later segment that would reveal the loss sooner.
 */
export const resentAfterMs = ({ delayMs }: Network): number => 2 * (2 * delayMs) + DELAYED_ACK_MS;

/**
 * A model of TCP over a lossy network: bytes after a lost segment wait for its retransmission, since they arrive in order.
 * Loss is modelled because not every kernel has a network emulator.
 */
export class LossyLine {
  readonly #network: Network;
  readonly #random: () => number;
  #freeAtMs = 0;

  constructor(network: Network, random: () => number) {
    this.#network = network;
    this.#random = random;
  }

  /** Arrival time of `bytes` sent at `nowMs`, by the same clock. */
  arrivalMs(nowMs: number, bytes: number): number {
    const { delayMs, loss } = this.#network;
    let arrivesMs = nowMs + delayMs;
    for (let segment = 0; segment < bytes / SEGMENT_BYTES; segment += 1) {
      // A retransmission may be lost as well.
      while (this.#random() < loss) arrivesMs += resentAfterMs(this.#network);
    }
    this.#freeAtMs = Math.max(this.#freeAtMs, arrivesMs);
    return this.#freeAtMs;
  }
}
