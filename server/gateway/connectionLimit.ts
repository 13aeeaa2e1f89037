import { networkOf } from "../net/clientAddress.ts";

/**
 * Limits how many connections a network address has open in this process. Each process of a deployment counts by itself:
 * a lease a connection would cost more than the limit is worth.
 */
export class ConnectionLimit {
  readonly #limit: number;
  readonly #networks = new Map<string, { readonly name: string; open: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more connection of the address; `undefined` at the limit. Returns a function to uncount it, idempotent. */
  acquire(address: string): (() => void) | undefined {
    const name = networkOf(address);
    const network = this.#networks.get(name) ?? { name, open: 0 };
    if (network.open >= this.#limit) return undefined;
    network.open += 1;
    this.#networks.set(name, network);
    let isHeld = true;
    // One object for all connections of a network: a copy of its name for each would stay as long as they do.
    return () => {
      if (!isHeld) return;
      isHeld = false;
      network.open -= 1;
      if (network.open === 0) this.#networks.delete(network.name);
    };
  }
}
