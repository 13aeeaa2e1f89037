import type { Clock } from "../time/clock.ts";
import { networkOf } from "../net/clientAddress.ts";
import type { Relay } from "../relay/relay.ts";

/** A process that died gives its places up after this. */
const LIFE_MS = 60_000;
const RENEW_MS = 20_000;
/** Each place is renewed in its own time, so that not all are asked for at once. */
const STEP_MS = 1000;

/** One socket counted for its address. A small object without closures: there is one for every socket. */
export class CountedConnection {
  readonly network: string;
  /** Its name among the places of all processes. */
  readonly holder: string | undefined;
  #counter: ConnectionLimit | undefined;

  constructor(network: string, holder: string | undefined, counter: ConnectionLimit) {
    this.network = network;
    this.holder = holder;
    this.#counter = counter;
  }

  /** Counts it down. Idempotent. */
  release(): void {
    this.#counter?.release(this);
    this.#counter = undefined;
  }
}

export interface ConnectionLimitOptions {
  readonly limit: number;
  readonly relay: Pick<Relay, "node" | "leases">;
  /** There are no other processes to count with. */
  readonly isSingleNode: boolean;
  readonly clock: Clock;
}

/**
 * How many sockets each address has open, over all processes. Whoever has too many here is turned away without asking the
 * others; an answer takes as long as a lease does, which is bounded.
 */
export class ConnectionLimit {
  readonly #options: ConnectionLimitOptions;
  readonly #counts = new Map<string, number>();
  /** When each place is to be renewed, the soonest first. */
  readonly #dueMs = new Map<CountedConnection, number>();
  readonly #stop: () => void;
  #taken = 0;

  constructor(options: ConnectionLimitOptions) {
    this.#options = options;
    this.#stop = options.clock.every(STEP_MS, () => this.#renew());
  }

  /** Counts one more in this process alone, for a connection that lives a moment; `undefined` at the limit. */
  acquireLocal(caller: string): CountedConnection | undefined {
    const network = networkOf(caller);
    return this.#count(network) ? new CountedConnection(network, undefined, this) : undefined;
  }

  /** Counts one more; `undefined` at the limit. */
  async acquire(caller: string): Promise<CountedConnection | undefined> {
    const { relay, isSingleNode } = this.#options;
    const network = networkOf(caller);
    if (!this.#count(network)) return undefined;
    const holder = isSingleNode ? undefined : `${relay.node}:${++this.#taken}`;
    const place = new CountedConnection(network, holder, this);
    if (holder === undefined) return place;
    if (!(await this.#lease(network, holder))) {
      this.#uncount(network);
      return undefined;
    }
    this.#schedule(place);
    return place;
  }

  /** Called by the place. */
  release(place: CountedConnection): void {
    this.#uncount(place.network);
    if (place.holder === undefined) return;
    this.#dueMs.delete(place);
    void this.#options.relay.leases.release(setOf(place.network), place.holder);
  }

  /** What is held lapses, unless it is given back. Idempotent. */
  close(): void {
    this.#stop();
  }

  #lease(network: string, holder: string): Promise<boolean> {
    const { limit, relay } = this.#options;
    return relay.leases.take(setOf(network), { holder, about: "" }, limit, LIFE_MS);
  }

  #schedule(place: CountedConnection): void {
    this.#dueMs.delete(place);
    this.#dueMs.set(place, this.#options.clock.now() + RENEW_MS);
  }

  #renew(): void {
    const nowMs = this.#options.clock.now();
    for (const [place, dueMs] of this.#dueMs) {
      if (dueMs > nowMs) return;
      this.#schedule(place);
      if (place.holder !== undefined) void this.#lease(place.network, place.holder);
    }
  }

  #count(network: string): boolean {
    const count = this.#counts.get(network) ?? 0;
    if (count >= this.#options.limit) return false;
    this.#counts.set(network, count + 1);
    return true;
  }

  #uncount(network: string): void {
    const left = (this.#counts.get(network) ?? 1) - 1;
    if (left <= 0) this.#counts.delete(network);
    else this.#counts.set(network, left);
  }
}

const setOf = (network: string): string => `address:${network}`;
