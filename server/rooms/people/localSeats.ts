import type { Clock } from "../../time/clock.ts";
import type { Participant } from "../participant.ts";
import type { LiveViewer } from "../livePresentations.ts";
import { isFree, RESERVATION_MS, type RoomSeats } from "./leasedSeats.ts";

/** Seats in a single process: participants have one, so only reservations are remembered. */
export class LocalSeats implements RoomSeats {
  readonly #clock: Clock;
  readonly #participants: (room: string) => Iterable<Participant>;
  /** Expiry of each reservation, by room and subject. */
  readonly #reserved = new Map<string, Map<string, number>>();

  /** `participants` yields the room's participants, none while it is closed. */
  constructor(clock: Clock, participants: (room: string) => Iterable<Participant>) {
    this.#clock = clock;
    this.#participants = participants;
  }

  hasFree(room: string, subject: string, maxViewers: number): Promise<boolean> {
    return Promise.resolve(isFree(this.#viewers(room), subject, maxViewers));
  }

  abandon(room: string, subject: string): void {
    this.release(room, subject);
  }

  reserve(room: string, subject: string, maxViewers: number): Promise<boolean> {
    const watching = new Set(this.#viewers(room).map((viewer) => viewer.subject));
    if (watching.has(subject)) return Promise.resolve(true);
    const reserved = this.#current(room);
    const others = new Set([...watching, ...reserved.keys()]);
    if (!others.has(subject) && others.size >= maxViewers) return Promise.resolve(false);
    reserved.set(subject, this.#clock.now() + RESERVATION_MS);
    this.#reserved.set(room, reserved);
    return Promise.resolve(true);
  }

  occupy(room: string, { identity }: Participant): void {
    this.release(room, identity.subject);
  }

  /** Nothing to do: a participant that left is not in the room any more. */
  leave(): void {}

  release(room: string, subject: string): void {
    const reserved = this.#reserved.get(room);
    reserved?.delete(subject);
    if (reserved?.size === 0) this.#reserved.delete(room);
  }

  viewers(room: string): Promise<readonly LiveViewer[]> {
    const viewers = this.#viewers(room);
    return Promise.resolve(viewers.toSorted((one, other) => one.sinceMs - other.sinceMs));
  }

  isWatching(room: string, subject: string): Promise<boolean> {
    return Promise.resolve(this.#viewers(room).some((viewer) => viewer.subject === subject));
  }

  /** Drops lapsed reservations. */
  sweep(): void {
    for (const room of this.#reserved.keys()) {
      if (this.#current(room).size === 0) this.#reserved.delete(room);
    }
  }

  /** One entry per person, with the person's first connection. */
  #viewers(room: string): readonly LiveViewer[] {
    const viewers = new Map<string, LiveViewer>();
    for (const { identity, openedAtMs } of this.#participants(room)) {
      const { role, subject, name } = identity;
      if (role !== "buyer" || viewers.has(subject)) continue;
      viewers.set(subject, { subject, name, sinceMs: openedAtMs });
    }
    return [...viewers.values()];
  }

  /** The room's reservations without those that have lapsed. */
  #current(room: string): Map<string, number> {
    const reserved = this.#reserved.get(room) ?? new Map<string, number>();
    const nowMs = this.#clock.now();
    for (const [subject, untilMs] of reserved) if (untilMs <= nowMs) reserved.delete(subject);
    return reserved;
  }
}
