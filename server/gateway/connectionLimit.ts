import { networkOf } from "../net/clientAddress.ts";

/**
 * Limits how many connections a network address has open in this process. Each process of a deployment counts by itself:
 * a lease a connection would cost more than the limit is worth.
 */
export class ConnectionLimit {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more connection of the address; `undefined` at the limit. Returns a function to uncount it, idempotent. */
  acquire(address: string): (() => void) | undefined {
    const network = networkOf(address);
    const count = this.#counts.get(network) ?? 0;
    if (count >= this.#limit) return undefined;
    this.#counts.set(network, count + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#uncount(network);
      isHeld = false;
    };
  }

  #uncount(network: string): void {
    const left = (this.#counts.get(network) ?? 1) - 1;
    if (left === 0) this.#counts.delete(network);
    else this.#counts.set(network, left);
  }
}
