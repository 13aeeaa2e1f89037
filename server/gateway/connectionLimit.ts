import { networkOf } from "../net/clientAddress.ts";

interface Network {
  readonly name: string;
  open: number;
}

/** A counted connection. There is one for every socket, so it has no closures. */
export class HeldConnection {
  readonly #networks: Map<string, Network>;
  #network: Network | undefined;

  constructor(networks: Map<string, Network>, network: Network) {
    this.#networks = networks;
    this.#network = network;
  }

  /** Uncounts it. Idempotent. */
  release(): void {
    const network = this.#network;
    if (network === undefined) return;
    this.#network = undefined;
    network.open -= 1;
    if (network.open === 0) this.#networks.delete(network.name);
  }
}

/**
 * Limits how many connections a network address has open in this process. Each process of a deployment counts by itself:
 * a lease a connection would cost more than the limit is worth.
 */
export class ConnectionLimit {
  readonly #limit: number;
  readonly #networks = new Map<string, Network>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more connection of the address; `undefined` at the limit. */
  acquire(address: string): HeldConnection | undefined {
    const name = networkOf(address);
    // One object for all connections of a network: a copy of its name for each would stay as long as they do.
    const network = this.#networks.get(name) ?? { name, open: 0 };
    if (network.open >= this.#limit) return undefined;
    network.open += 1;
    this.#networks.set(name, network);
    return new HeldConnection(this.#networks, network);
  }
}
