import { invitationOf } from "../../access/identity.ts";
import type { Room } from "../room.ts";
import { RESERVATION_MS } from "./leasedSeats.ts";

/** Maximum colleagues presenting at once. More suggests a leaked link. */
const MAX_COLLEAGUES = 8;

/**
 * Counts the colleagues of each room: those that present, in any process, and those that this process is admitting,
 * since connections that are admitted at the same time are not in the room yet.
 */
export class Colleagues {
  /** Expiry of each reservation, by room and subject. */
  readonly #entering = new Map<string, Map<string, number>>();

  /** Reserves a place for a colleague; one who is present may always re-enter. Other participants need none. */
  reserve(subject: string, room: Room, nowMs: number): boolean {
    if (invitationOf(subject) === undefined) return true;
    const entering = this.#current(room.id, nowMs);
    const others = new Set([...room.participants].map(({ identity }) => identity.subject));
    for (const { person } of room.replication.people()) others.add(person.subject);
    for (const other of entering.keys()) others.add(other);
    others.delete(subject);
    const colleagues = [...others].filter((other) => invitationOf(other) !== undefined);
    if (colleagues.length >= MAX_COLLEAGUES) return false;
    entering.set(subject, nowMs + RESERVATION_MS);
    this.#entering.set(room.id, entering);
    return true;
  }

  /** The colleague has entered, or the connection was abandoned. */
  release(room: string, subject: string): void {
    const entering = this.#entering.get(room);
    entering?.delete(subject);
    if (entering?.size === 0) this.#entering.delete(room);
  }

  /** Drops lapsed reservations. */
  sweep(nowMs: number): void {
    for (const room of this.#entering.keys()) {
      if (this.#current(room, nowMs).size === 0) this.#entering.delete(room);
    }
  }

  /** The room's reservations without lapsed ones. */
  #current(room: string, nowMs: number): Map<string, number> {
    const entering = this.#entering.get(room) ?? new Map<string, number>();
    for (const [subject, untilMs] of entering) if (untilMs <= nowMs) entering.delete(subject);
    return entering;
  }
}
