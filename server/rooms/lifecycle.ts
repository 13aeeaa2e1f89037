import type { Clock } from "../clock.ts";
import type { EndReason, PresentationRecord, PresentationStorage } from "../storage/storage.ts";
import type { RoomLog } from "./observer.ts";
import { Deadlines } from "./deadlines.ts";
import type { Identity } from "./participant.ts";

export interface LifecycleEvents {
  /** Closes the room's sockets; the presentation has been recorded as ended. */
  end(room: string, reason: EndReason): Promise<void>;
  readonly log: RoomLog;
}

/** When presentations end by themselves: at their expiry, or when their agent has been away too long. */
export class Lifecycle {
  readonly #clock: Clock;
  readonly #presentations: PresentationStorage;
  readonly #awayMs: number;
  readonly #events: LifecycleEvents;
  readonly #expiries: Deadlines;
  readonly #absences: Deadlines;
  readonly #expiresAt = new Map<string, number>();

  constructor(
    clock: Clock,
    presentations: PresentationStorage,
    awayMs: number,
    events: LifecycleEvents,
  ) {
    this.#clock = clock;
    this.#presentations = presentations;
    this.#awayMs = awayMs;
    this.#events = events;
    this.#expiries = new Deadlines(clock);
    this.#absences = new Deadlines(clock);
  }

  async restore(): Promise<void> {
    for (const record of await this.#presentations.listOpen()) this.#restore(record);
  }

  #restore({ room, expiresAtMs, awaySinceMs }: PresentationRecord): void {
    this.watchExpiry(room, expiresAtMs);
    if (awaySinceMs !== undefined) this.#watchAbsence(room, awaySinceMs);
  }

  /** The presentation ends at this time; a later call moves it. */
  watchExpiry(room: string, expiresAtMs: number): void {
    if (this.#expiresAt.get(room) === expiresAtMs) return;
    this.#expiresAt.set(room, expiresAtMs);
    this.#expiries.set(room, expiresAtMs, () => this.#end(room, "expired"));
  }

  agentArrived(room: string): void {
    this.#absences.clear(room);
    this.#record(this.#presentations.setAwaySince(room, undefined), room);
  }

  agentLeft(room: string): void {
    const nowMs = this.#clock.now();
    this.#watchAbsence(room, nowMs);
    this.#record(this.#presentations.setAwaySince(room, nowMs), room);
  }

  #watchAbsence(room: string, sinceMs: number): void {
    this.#absences.set(room, sinceMs + this.#awayMs, () => this.#end(room, "away"));
  }

  viewerLeft(room: string, { subject, name }: Identity, joinedAtMs: number): void {
    const visit = { participant: subject, name, joinedAtMs, leftAtMs: this.#clock.now() };
    this.#record(this.#presentations.recordVisit(room, visit), room);
  }

  /** Recorded first, so that whoever reconnects finds it ended; ended for the people even if storage is away. */
  #end(room: string, reason: EndReason): void {
    const ended = { atMs: this.#clock.now(), reason };
    this.#record(this.#recordEnd(room, ended), room);
  }

  async #recordEnd(room: string, ended: { readonly atMs: number; readonly reason: EndReason }) {
    try {
      await this.#presentations.end(room, ended);
    } finally {
      await this.#events.end(room, ended.reason);
    }
  }

  /** What could not be kept is said in the log; the people in the room notice nothing. */
  #record(written: Promise<unknown>, room: string): void {
    written.catch((error: unknown) => {
      this.#events.log.error({ err: error, room, code: "storage_failed" }, "not recorded");
    });
  }

  /** The presentation has ended; nothing more will happen to it. */
  forget(room: string): void {
    this.#expiries.clear(room);
    this.#absences.clear(room);
    this.#expiresAt.delete(room);
  }

  close(): void {
    this.#expiries.close();
    this.#absences.close();
  }
}
