import type { IncomingMessage } from "node:http";
import type { Clock } from "../clock.ts";
import { networkOf } from "../network.ts";
import type { Relay } from "../relay/relay.ts";

/** Whether the proxy at this address and distance may name the address before it, as Express' `trust proxy` decides. */
export type TrustProxy = (address: string, hop: number) => boolean;

/** The caller's address: the nearest one that no trusted proxy vouches for. */
export function callerAddress(request: IncomingMessage, trust: TrustProxy): string {
  const header = request.headers["x-forwarded-for"];
  const forwarded = (Array.isArray(header) ? header.join(",") : (header ?? ""))
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  const chain = [request.socket.remoteAddress ?? "", ...forwarded.toReversed()];
  const untrusted = chain.findIndex((address, hop) => !trust(address, hop));
  return chain[untrusted === -1 ? chain.length - 1 : untrusted] ?? "";
}

/** A process that died gives its places up after this. */
const LIFE_MS = 60_000;
const RENEW_MS = 20_000;
/** Each place is renewed in its own time, so that not all are asked for at once. */
const STEP_MS = 1000;

interface Place {
  readonly set: string;
  readonly holder: string;
}

export interface AddressCounterOptions {
  readonly limit: number;
  readonly relay: Pick<Relay, "node" | "leases">;
  readonly clock: Clock;
}

/**
 * How many sockets each address has open, over all processes. Whoever has too many here is turned away without asking the
 * others; an answer takes as long as a lease does, which is bounded.
 */
export class AddressCounter {
  readonly #options: AddressCounterOptions;
  readonly #counts = new Map<string, number>();
  /** When each place is to be renewed, the soonest first. */
  readonly #dueMs = new Map<Place, number>();
  readonly #stop: () => void;
  #taken = 0;

  constructor(options: AddressCounterOptions) {
    this.#options = options;
    this.#stop = options.clock.every(STEP_MS, () => this.#renew());
  }

  /** Counts one more; `undefined` at the limit. Resolves to the way to count it down, once. */
  async take(caller: string): Promise<(() => void) | undefined> {
    const { relay } = this.#options;
    const network = networkOf(caller);
    if (!this.#count(network)) return undefined;
    const place = { set: `address:${network}`, holder: `${relay.node}:${++this.#taken}` };
    if (!(await this.#lease(place))) {
      this.#uncount(network);
      return undefined;
    }
    this.#schedule(place);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#uncount(network);
      this.#dueMs.delete(place);
      void relay.leases.release(place.set, place.holder);
    };
  }

  /** What is held lapses, unless it is given back. Idempotent. */
  close(): void {
    this.#stop();
  }

  #lease({ set, holder }: Place): Promise<boolean> {
    const { limit, relay } = this.#options;
    return relay.leases.take(set, { holder, about: "" }, limit, LIFE_MS);
  }

  #schedule(place: Place): void {
    this.#dueMs.delete(place);
    this.#dueMs.set(place, this.#options.clock.now() + RENEW_MS);
  }

  #renew(): void {
    const nowMs = this.#options.clock.now();
    for (const [place, dueMs] of this.#dueMs) {
      if (dueMs > nowMs) return;
      this.#schedule(place);
      void this.#lease(place);
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
