import type { IncomingMessage } from "node:http";

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

/** How many sockets each address has open. */
export class AddressCounter {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts one more; `undefined` at the limit. Returns the way to count it down, once. */
  take(address: string): (() => void) | undefined {
    const count = this.#counts.get(address) ?? 0;
    if (count >= this.#limit) return undefined;
    this.#counts.set(address, count + 1);
    let held = true;
    return () => {
      if (held) this.#release(address);
      held = false;
    };
  }

  #release(address: string): void {
    const left = (this.#counts.get(address) ?? 1) - 1;
    if (left <= 0) this.#counts.delete(address);
    else this.#counts.set(address, left);
  }
}
