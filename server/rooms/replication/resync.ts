import type { Clock } from "../../time/clock.ts";
import type { Peer } from "./peer.ts";

/** Minimum interval between two requests to all, or to one peer. */
const ASK_AGAIN_MS = 1000;
/** Delays of repeated requests while no peer is known, in case a request was lost. */
const REPEATS_MS = [1000, 5000];
/** How long a room waits for unknown peers after its last request. */
export const WAIT_MS = 6000;

/** Requests missing changes from peers: at once, but never faster than they can reply. */
export class Resync {
  readonly #clock: Clock;
  readonly #ask: (to: string | undefined) => void;
  #isDue = false;
  #askedAtMs = -Infinity;
  #repeatsMs: readonly number[] = [];
  /** Whether a peer may have received a request that it has not answered yet. */
  isWaiting = false;

  /** `ask` sends the request to one process, or to all. */
  constructor(clock: Clock, ask: (to: string | undefined) => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Sends a request to all processes. */
  requestAll(): void {
    const nowMs = this.#clock.now();
    this.#repeatsMs = REPEATS_MS.map((delayMs) => nowMs + delayMs);
    this.#askAll();
  }

  #askAll(): void {
    const nowMs = this.#clock.now();
    this.#isDue = nowMs - this.#askedAtMs < ASK_AGAIN_MS;
    if (this.#isDue) return;
    this.#askedAtMs = nowMs;
    this.isWaiting = true;
    this.#ask(undefined);
  }

  requestFrom(peer: Peer): void {
    const nowMs = this.#clock.now();
    peer.isAskDue = nowMs - peer.askedAtMs < ASK_AGAIN_MS;
    if (peer.isAskDue) return;
    peer.askedAtMs = nowMs;
    this.#ask(peer.node);
  }

  /** Called once a second: sends due requests. */
  sweep(peers: Iterable<Peer>, hasNoPeers: boolean): void {
    const nowMs = this.#clock.now();
    for (const peer of peers) if (peer.isAskDue) this.requestFrom(peer);
    this.isWaiting = nowMs - this.#askedAtMs < WAIT_MS;
    const [repeatMs = Infinity, ...later] = this.#repeatsMs;
    const isRepeat = hasNoPeers && nowMs >= repeatMs;
    if (isRepeat) this.#repeatsMs = later;
    if (this.#isDue || isRepeat) this.#askAll();
  }
}
