import type { Duplex } from "node:stream";

/** Maximum bytes before the upgrade is answered. Honest clients send none. */
const MAX_EARLY_BYTES = 64 * 1024;

/**
 * A connection whose upgrade is being decided. It is read meanwhile, since the end of a stream is only noticed by
 * reading: a half-closed connection would look open.
 */
export class WaitingSocket {
  readonly #duplex: Duplex;
  readonly #early: Buffer[];
  #earlyBytes: number;

  constructor(duplex: Duplex, head: Buffer) {
    this.#duplex = duplex;
    this.#early = [head];
    this.#earlyBytes = head.byteLength;
    duplex.on("error", this.#destroy).on("end", this.#destroy).on("data", this.#keep);
  }

  readonly #destroy = (): void => void this.#duplex.destroy();

  readonly #keep = (bytes: Buffer): void => {
    this.#early.push(bytes);
    this.#earlyBytes += bytes.byteLength;
    if (this.#earlyBytes > MAX_EARLY_BYTES) this.#duplex.destroy();
  };

  /** Ends the waiting. Returns the bytes received so far, or `undefined` when the peer is gone. */
  take(): Buffer | undefined {
    const duplex = this.#duplex;
    duplex.off("error", this.#destroy).off("end", this.#destroy).off("data", this.#keep);
    if (duplex.destroyed || duplex.readableEnded || !duplex.writable) return undefined;
    return Buffer.concat(this.#early);
  }
}
