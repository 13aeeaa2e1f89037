import type { HealthLog } from "./historyHealth.ts";

/** One of an agent's writes: afterwards the document has `clock` operations of the tab. */
export interface Write {
  readonly tab: number;
  readonly clock: number;
  /** The home that it put on the shortlist, from where nobody takes one off. */
  readonly home: string | undefined;
  readonly atMs: number;
}

/** Somebody on `process` had so many operations of the tab. */
interface Sighting {
  readonly process: string;
  readonly tab: number;
  readonly clock: number;
  readonly atMs: number;
}

/**
 * What the agents of one presentation wrote, and how far each of their tabs has been acknowledged. No word of the protocol
 * acknowledges a write, so this does:
 *
 * - it was read out of the database; or
 * - somebody on another process had it, and a process that had it could then write to the database without a break for
 *   long enough; or
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

  /** Read out of the database; `clocks` are the operations of each tab that it has. */
  stored(clocks: ReadonlyMap<number, number>): void {
    for (const [tab, clock] of clocks) {
      this.#stored.set(tab, Math.max(clock, this.#stored.get(tab) ?? 0));
    }
  }

  /** How many operations of each tab must be there in the end. `open` is the tab that is still open. */
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
