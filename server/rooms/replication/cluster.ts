import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Clock } from "../../time/clock.ts";
import type { Channel, Relay } from "../../relay/relay.ts";

/** No room is called this. */
const CHANNEL = "~nodes";
const HEARTBEAT_MS = 1000;
/** Missing so much is more than a pause of the garbage collector. */
const SILENT_MS = 3500;
const FORGET_MS = 60_000;

/**
 * The other processes as such: which of them are heard, and the time that all go by. One beat a second of the whole process
 * tells within 5 s when another is cut off or dead, for all rooms at once; rooms beat seldom, and only to repair.
 */
export class Cluster {
  readonly #relay: Relay;
  readonly #clock: Clock;
  readonly #channel: Channel;
  readonly #heardAtMs = new Map<string, number>();
  readonly #stop: () => void;
  /** How far the fastest clock of all processes is ahead of this one's. */
  #leadMs = 0;

  constructor(relay: Relay, clock: Clock) {
    this.#relay = relay;
    this.#clock = clock;
    this.#channel = relay.open(CHANNEL, {
      received: (from, message) => this.#received(from, message),
      missed: () => this.#sendHeartbeat(),
    });
    this.#stop = clock.every(HEARTBEAT_MS, () => this.#sendHeartbeat());
  }

  /**
   * Milliseconds by the fastest clock of the deployment, so that what happens later in one process has the later number
   * whichever process it happens in. To order by, never to keep: it may be ahead of the world's.
   */
  now(): number {
    return this.#clock.now() + this.#leadMs;
  }

  get isUp(): boolean {
    return this.#relay.isUp;
  }

  /** Whether a process that was known is not heard any more, by its fault or by ours. */
  isLost(node: string): boolean {
    const heardAtMs = this.#heardAtMs.get(node) ?? -Infinity;
    return !this.#relay.isUp || this.#clock.now() - heardAtMs > SILENT_MS;
  }

  /** A message of the process came, whatever it says. */
  heard(node: string): void {
    this.#heardAtMs.set(node, this.#clock.now());
  }

  #sendHeartbeat(): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, this.now());
    this.#channel.publish(encoding.toUint8Array(encoder));
    const nowMs = this.#clock.now();
    for (const [node, heardAtMs] of this.#heardAtMs) {
      if (nowMs - heardAtMs > FORGET_MS) this.#heardAtMs.delete(node);
    }
  }

  #received(from: string, message: Uint8Array): void {
    this.heard(from);
    const atMs = readTime(message);
    if (atMs !== undefined) this.#leadMs = Math.max(this.#leadMs, atMs - this.#clock.now());
  }

  /** Idempotent. */
  close(): void {
    this.#stop();
    this.#channel.close();
  }
}

function readTime(message: Uint8Array): number | undefined {
  try {
    return decoding.readVarUint(decoding.createDecoder(message));
  } catch {
    return undefined;
  }
}
