import * as v from "valibot";
import type { Clock } from "../../time/clock.ts";
import type { Lease, Leases } from "../../relay/relay.ts";
import type { Participant } from "../participant.ts";
import type { LiveViewer } from "../livePresentations.ts";

/** Maximum time that a seat is reserved while a connection is being admitted. */
export const RESERVATION_MS = 30_000;
/** A viewer's seat is held for at most this long after its process died. */
const LIFE_MS = 30_000;
const RENEW_MS = 10_000;

/** The lease of a viewer names the viewer; a reservation's is empty. */
const About = v.object({ name: v.string(), sinceMs: v.number() });

interface Seated {
  readonly about: string;
  renewAtMs: number;
}

const setOf = (room: string): string => `seats:${room}`;

/**
 * Seats of each room's viewers, over all processes: taken by viewers that watch, or reserved for connections being
 * admitted.
 */
export interface RoomSeats {
  /** Whether fewer than `maxViewers` others watch. Reserves nothing. */
  hasFree(room: string, subject: string, maxViewers: number): Promise<boolean>;
  /** Reserves a seat unless `maxViewers` others have one. A subject never has more than one. */
  reserve(room: string, subject: string, maxViewers: number): Promise<boolean>;
  /** The connection was abandoned. The seat of a subject that watches in this process is kept. */
  abandon(room: string, subject: string): void;
  /** Takes the reserved seat for a viewer until the viewer leaves. */
  occupy(room: string, participant: Participant): void;
  /** No connection of this process has the seat any more; another process may. */
  leave(room: string, subject: string): void;
  /** Frees the seat for others. */
  release(room: string, subject: string): void;
  /** Viewers that watch now, in the order of their arrival. */
  viewers(room: string): Promise<readonly LiveViewer[]>;
  /** Whether the viewer watches, in this process or in another. */
  isWatching(room: string, subject: string): Promise<boolean>;
  /** Called once a second. */
  sweep(): void;
}

/** Seats that all processes share, each of them a lease. */
export class LeasedSeats implements RoomSeats {
  readonly #leases: Leases;
  readonly #clock: Clock;
  /** The viewers of this process, by room and subject. */
  readonly #rooms = new Map<string, Map<string, Seated>>();

  constructor(leases: Leases, clock: Clock) {
    this.#leases = leases;
    this.#clock = clock;
  }

  reserve(room: string, subject: string, maxViewers: number): Promise<boolean> {
    const about = this.#rooms.get(room)?.get(subject)?.about ?? "{}";
    return this.#leases.take(setOf(room), { holder: subject, about }, maxViewers, RESERVATION_MS);
  }

  async hasFree(room: string, subject: string, maxViewers: number): Promise<boolean> {
    return isFree(await this.viewers(room), subject, maxViewers);
  }

  abandon(room: string, subject: string): void {
    if (this.#rooms.get(room)?.has(subject) !== true) this.release(room, subject);
  }

  occupy(room: string, { identity, openedAtMs }: Participant): void {
    const { subject, name } = identity;
    const seats = this.#rooms.get(room) ?? new Map<string, Seated>();
    this.#rooms.set(room, seats);
    const about = seats.get(subject)?.about ?? JSON.stringify({ name, sinceMs: openedAtMs });
    this.#renew(room, subject, about, seats);
  }

  #renew(room: string, subject: string, about: string, seats: Map<string, Seated>): void {
    seats.set(subject, { about, renewAtMs: this.#clock.now() + RENEW_MS });
    void this.#leases.take(setOf(room), { holder: subject, about }, Infinity, LIFE_MS);
  }

  leave(room: string, subject: string): void {
    const seats = this.#rooms.get(room);
    seats?.delete(subject);
    if (seats?.size === 0) this.#rooms.delete(room);
  }

  release(room: string, subject: string): void {
    void this.#leases.release(setOf(room), subject);
  }

  async viewers(room: string): Promise<readonly LiveViewer[]> {
    const viewers = (await this.#leases.list(setOf(room))).flatMap(readViewer);
    return viewers.toSorted((one, other) => one.sinceMs - other.sinceMs);
  }

  async isWatching(room: string, subject: string): Promise<boolean> {
    return (await this.viewers(room)).some((viewer) => viewer.subject === subject);
  }

  /** Renews leases that are due. */
  sweep(): void {
    const nowMs = this.#clock.now();
    for (const [room, seats] of this.#rooms) {
      for (const [subject, { about, renewAtMs }] of seats) {
        if (nowMs >= renewAtMs) this.#renew(room, subject, about, seats);
      }
    }
  }
}

/** Whether the viewer may watch; one that watches already always may. */
export function isFree(
  viewers: readonly LiveViewer[],
  subject: string,
  maxViewers: number,
): boolean {
  return viewers.length < maxViewers || viewers.some((viewer) => viewer.subject === subject);
}

function readViewer({ holder, about }: Lease): readonly LiveViewer[] {
  try {
    const read = v.safeParse(About, JSON.parse(about));
    return read.success ? [{ subject: holder, ...read.output }] : [];
  } catch {
    return [];
  }
}
