import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Clock } from "../../time/clock.ts";
import type { Channel, Relay } from "../../relay/relay.ts";

/** No room has this name. */
const CHANNEL = "~nodes";
const HEARTBEAT_MS = 1000;
/** Silence after which a process counts as unreachable; longer than a garbage collector's pause. */
const SILENT_MS = 3500;
const FORGET_MS = 60_000;

/**
 * The processes of a deployment: which are reachable, and a hybrid clock they share. One heartbeat a second per process
 * detects within 5 s that another is cut off or dead; rooms send their own rarely, and only for repair.
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
   * Hybrid clock: milliseconds by the fastest clock of the deployment, so that later events have later numbers in any
   * process. For ordering only, never to store: it may be ahead of real time.
   */
  now(): number {
    return this.#clock.now() + this.#leadMs;
  }

  get isUp(): boolean {
    return this.#relay.isUp;
  }

  /** Whether a known process is unreachable, whichever of the two is cut off. */
  isLost(node: string): boolean {
    const heardAtMs = this.#heardAtMs.get(node) ?? -Infinity;
    return !this.#relay.isUp || this.#clock.now() - heardAtMs > SILENT_MS;
  }

  /** Notes that a message of the process arrived. */
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
