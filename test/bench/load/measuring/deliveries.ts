import { Histogram, type PackedHistogram } from "../../figures/histogram.ts";
import type { Recognised } from "./recognise.ts";

/** When each of the last so many was sent; one that takes longer than a ring's worth has no latency. */
const RING = 4096;
const KINDS = ["change", "pointer"] as const;
export type DeliveryKind = (typeof KINDS)[number];

/** What was counted between opening and closing the window. */
export interface DeliveryReport {
  readonly sent: number;
  /** The agent's changes and pointers times the viewers they have reached, alone, merged or overtaken by a later one. */
  readonly delivered: number;
  /** Messages that brought them. */
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

  /** How many the viewer has come forward. Each has its latency: until the viewer knew it or a later one. */
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

/** Who has received how much, and how late. */
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
