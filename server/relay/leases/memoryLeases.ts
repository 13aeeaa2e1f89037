import type { Clock } from "../../time/clock.ts";
import type { Lease, Leases } from "../relay.ts";

interface HeldLease {
  readonly about: string;
  readonly untilMs: number;
}

/** Number of sets at which lapsed ones are swept, and then at each doubling. */
const SWEEP_FROM = 1000;

/** Leases of one process. */
export class MemoryLeases implements Leases {
  readonly #clock: Clock;
  /** A renewed place keeps its position, so each set is in the order in which its places were taken. */
  readonly #sets = new Map<string, Map<string, HeldLease>>();
  #sweepAt = SWEEP_FROM;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(set: string, lease: Lease, limit: number, lifeMs: number): Promise<boolean> {
    const places = this.#current(set);
    if (!places.has(lease.holder) && places.size >= limit) return false;
    places.set(lease.holder, { about: lease.about, untilMs: this.#clock.now() + lifeMs });
    this.#sets.set(set, places);
    if (this.#sets.size >= this.#sweepAt) this.#sweep();
    return true;
  }

  async keep(set: string, lease: Lease, lifeMs: number): Promise<void> {
    await this.take(set, lease, Infinity, lifeMs);
  }

  async release(set: string, holder: string): Promise<void> {
    const places = this.#sets.get(set);
    places?.delete(holder);
    if (places?.size === 0) this.#sets.delete(set);
  }

  async list(set: string): Promise<readonly Lease[]> {
    return [...this.#current(set)].map(([holder, { about }]) => ({ holder, about }));
  }

  /** How many sets are remembered. */
  get size(): number {
    return this.#sets.size;
  }

  holds(set: string, holder: string): boolean {
    return this.#current(set).has(holder);
  }

  /** The set's places without those that have lapsed. */
  #current(set: string): Map<string, HeldLease> {
    const places = this.#sets.get(set) ?? new Map<string, HeldLease>();
    const nowMs = this.#clock.now();
    for (const [holder, { untilMs }] of places) {
      if (untilMs <= nowMs) places.delete(holder);
    }
    if (places.size === 0) this.#sets.delete(set);
    return places;
  }

  #sweep(): void {
    for (const set of this.#sets.keys()) this.#current(set);
    this.#sweepAt = Math.max(SWEEP_FROM, this.#sets.size * 2);
  }
}
