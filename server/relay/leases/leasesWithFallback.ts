import type { Clock } from "../../time/clock.ts";
import { MemoryLeases } from "./memoryLeases.ts";
import type { Lease, Leases } from "../relay.ts";

/** Leases that all processes share. Every call rejects soon while they are out of reach. */
export interface SharedLeases extends Leases {
  /** Takes the place, or renews it, whatever others hold. */
  keep(set: string, lease: Lease, lifeMs: number): Promise<void>;
}

/**
 * Shared leases, and this process' own while those are out of reach: then the limit is of this process alone. What it
 * held or took meanwhile gets into the shared ones again when its holder renews it, beyond the limit if need be.
 */
export class LeasesWithFallback implements Leases {
  readonly #shared: SharedLeases;
  /** What this process holds, as far as it knows. */
  readonly #own: MemoryLeases;
  readonly #clock: Clock;
  /** What is under way for a holder: the next thing waits for it, so that here it happens in the order of there. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(shared: SharedLeases, clock: Clock) {
    this.#shared = shared;
    this.#own = new MemoryLeases(clock);
    this.#clock = clock;
  }

  take(set: string, lease: Lease, limit: number, lifeMs: number): Promise<boolean> {
    return this.#inTurn(set, lease.holder, () => this.#take(set, lease, limit, lifeMs));
  }

  release(set: string, holder: string): Promise<void> {
    return this.#inTurn(set, holder, async () => {
      // Both begin at once, so that whoever takes a place next finds this one free. What cannot be released lapses.
      const shared = this.#shared.release(set, holder).catch(() => undefined);
      await Promise.all([shared, this.#own.release(set, holder)]);
    });
  }

  async list(set: string): Promise<readonly Lease[]> {
    return this.#shared.list(set).catch(() => this.#own.list(set));
  }

  async #take(set: string, lease: Lease, limit: number, lifeMs: number): Promise<boolean> {
    const askedMs = this.#clock.now();
    try {
      if (this.#own.holds(set, lease.holder)) await this.#shared.keep(set, lease, lifeMs);
      else if (!(await this.#shared.take(set, lease, limit, lifeMs))) return false;
    } catch {
      return this.#own.take(set, lease, limit, lifeMs);
    }
    // It must not seem held here for longer than it is there.
    const leftMs = askedMs + lifeMs - this.#clock.now();
    return this.#own.take(set, lease, Infinity, leftMs);
  }

  #inTurn<Outcome>(set: string, holder: string, act: () => Promise<Outcome>): Promise<Outcome> {
    const key = `${set}\n${holder}`;
    const outcome = this.#underWay.get(key)?.then(act, act) ?? act();
    this.#underWay.set(key, outcome);
    return outcome.finally(() => {
      if (this.#underWay.get(key) === outcome) this.#underWay.delete(key);
    });
  }
}
