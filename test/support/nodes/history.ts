import type { HealthLog } from "./historyHealth.ts";

/** An agent's write: after it the document has `clock` operations of the tab. */
export interface Write {
  readonly tab: number;
  readonly clock: number;
  /** The home that it shortlisted; homes are never removed. */
  readonly home: string | undefined;
  readonly atMs: number;
}

/** A participant on `process` had `clock` operations of the tab. */
interface Sighting {
  readonly process: string;
  readonly tab: number;
  readonly clock: number;
  readonly atMs: number;
}

/**
 * The writes of one presentation's agents, and how far each of their tabs has been acknowledged. The protocol has no
 * acknowledgement, so a write counts as acknowledged if:
 *
 * - it was read from the database; or
 * - a participant on another process had it, and a process that had it could then write to the database without
 * interruption for long enough; or
 * - the tab that wrote it is still open at the end.
 */
export class History {
  readonly #writes: Write[] = [];
  readonly #sightings: Sighting[] = [];
  readonly #stored = new Map<number, number>();

  get writes(): readonly Write[] {
    return this.#writes;
  }

  wrote(write: Write): void {
    this.#writes.push(write);
  }

  sighted(sighting: Sighting): void {
    this.#sightings.push(sighting);
  }

  /** Read from the database; `clocks` are its operations of each tab. */
  stored(clocks: ReadonlyMap<number, number>): void {
    for (const [tab, clock] of clocks) {
      this.#stored.set(tab, Math.max(clock, this.#stored.get(tab) ?? 0));
    }
  }

  /** Number of operations of each tab that must exist in the end. `open` is the tab that is still open. */
  acknowledged(health: HealthLog, open: number): ReadonlyMap<number, number> {
    const acknowledged = new Map(this.#stored);
    const raise = (tab: number, clock: number): void => {
      acknowledged.set(tab, Math.max(clock, acknowledged.get(tab) ?? 0));
    };
    for (const { tab, clock, process, atMs } of this.#sightings) {
      if (health.couldStore(process, atMs)) raise(tab, clock);
    }
    for (const { tab, clock } of this.#writes) {
      if (tab === open) raise(tab, clock);
    }
    return acknowledged;
  }
}
