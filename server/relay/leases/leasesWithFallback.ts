import type { Clock } from "../../time/clock.ts";
import { MemoryLeases } from "./memoryLeases.ts";
import type { Lease, Leases } from "../relay.ts";

/** Leases that all processes share. Every call rejects soon while they are out of reach. */
export interface SharedLeases extends Leases {
  /** Takes or renews the place regardless of the limit. */
  keep(set: string, lease: Lease, lifeMs: number): Promise<void>;
}

/**
 * Shared leases, or this process' own while the shared ones are unreachable; the limit then holds for each process
 * alone. Places taken meanwhile become shared when their holder renews them, beyond the limit if need be.
 */
export class LeasesWithFallback implements Leases {
  readonly #shared: SharedLeases;
  /** Leases of this process. */
  readonly #own: MemoryLeases;
  readonly #clock: Clock;
  /** Pending calls of each holder: the next one waits, so that both stores see them in one order. */
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
      // Both start at once, so that the next holder finds the place free. A failed release lapses.
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
    // The local lease must not outlast the shared one.
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
