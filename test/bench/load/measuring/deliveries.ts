import { Histogram, type PackedHistogram } from "../../figures/histogram.ts";
import type { Recognised } from "./recognise.ts";

/** Send times of the latest messages, in a ring. A message delivered after its slot was reused has no latency. */
const RING = 4096;
const KINDS = ["change", "pointer"] as const;
export type DeliveryKind = (typeof KINDS)[number];

/** Counts between the start and the end of the measured window. */
export interface DeliveryReport {
  readonly sent: number;
  /** Sum over viewers of the agent's changes and pointers received: alone, merged, or replaced by a later one. */
  readonly delivered: number;
  /** Messages that carried them. */
  readonly messages: number;
  readonly latencies: Readonly<Record<DeliveryKind, PackedHistogram>>;
}

class Kind {
  readonly latencies = new Histogram();
  readonly #sentAtMs: Float64Array;
  readonly #latest: Int32Array;

  constructor(rooms: number, viewers: number) {
    this.#sentAtMs = new Float64Array(rooms * RING).fill(NaN);
    this.#latest = new Int32Array(viewers);
  }

  sent(room: number, sequence: number, nowMs: number): void {
    this.#sentAtMs[room * RING + (sequence % RING)] = nowMs;
  }

  latest(viewer: number): number {
    return this.#latest[viewer] ?? 0;
  }

  /** Records that a viewer advanced by `count`. The latency of each lasts until the viewer has it or a later one. */
  received(viewer: number, room: number, sequence: number, nowMs: number): number {
    const known = this.#latest[viewer] ?? 0;
    if (sequence <= known) return 0;
    this.#latest[viewer] = sequence;
    for (let at = Math.max(known, sequence - RING) + 1; at <= sequence; at += 1) {
      const latencyMs = nowMs - (this.#sentAtMs[room * RING + (at % RING)] ?? NaN);
      if (latencyMs >= 0) this.latencies.add(latencyMs);
    }
    return sequence - known;
  }
}

/** Counts deliveries and their latencies. */
export class Deliveries {
  readonly #kinds: Readonly<Record<DeliveryKind, Kind>>;
  #sent = 0;
  #delivered = 0;
  #messages = 0;

  constructor(rooms: number, viewers: number) {
    this.#kinds = { change: new Kind(rooms, viewers), pointer: new Kind(rooms, viewers) };
  }

  sent(kind: DeliveryKind, room: number, sequence: number): void {
    this.#sent += 1;
    this.#kinds[kind].sent(room, sequence, performance.now());
  }

  received(viewer: number, room: number, what: Recognised): void {
    if (what.kind === "none") return;
    this.#messages += 1;
    const nowMs = performance.now();
    this.#delivered += this.#kinds[what.kind].received(viewer, room, what.sequence, nowMs);
  }

  latest(kind: DeliveryKind, viewer: number): number {
    return this.#kinds[kind].latest(viewer);
  }

  openWindow(): void {
    [this.#sent, this.#delivered, this.#messages] = [0, 0, 0];
    for (const kind of KINDS) this.#kinds[kind].latencies.clear();
  }

  report(): DeliveryReport {
    return {
      sent: this.#sent,
      delivered: this.#delivered,
      messages: this.#messages,
      latencies: {
        change: this.#kinds.change.latencies.pack(),
        pointer: this.#kinds.pointer.latencies.pack(),
      },
    };
  }
}
