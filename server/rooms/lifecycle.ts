import type { Clock } from "../clock.ts";
import type { EndReason, PresentationRecord, PresentationStorage } from "../storage/storage.ts";
import { Deadlines } from "./deadlines.ts";
import { nextEnd, type Ended, type Presence } from "./ending.ts";
import type { RoomLog } from "./observer.ts";
import type { Identity } from "./participant.ts";

/** What is kept is compared with what is known this often: new presentations, and what storage did not take. */
const COMPARE_MS = 30_000;

export interface LifecycleEvents {
  /** The presentation has ended: the room's sockets are to be closed. */
  close(room: string, reason: EndReason): Promise<void>;
  readonly log: RoomLog;
}

/** An open presentation, or one that is on its way out and not to be entered any more. */
type Watched =
  | { readonly kind: "open"; readonly id: string; expiresAtMs: number; presence: Presence }
  | { readonly kind: "ended"; readonly id: string; readonly ended: Ended; recorded: boolean };

/**
 * The one place that decides when presentations end by themselves: at their expiry, or when their agent has been away
 * too long. What it knows of the agents counts more than what is kept, since storage may have been away.
 */
export class Lifecycle {
  readonly #clock: Clock;
  readonly #presentations: PresentationStorage;
  readonly #awayMs: number;
  readonly #events: LifecycleEvents;
  readonly #deadlines: Deadlines;
  readonly #watched = new Map<string, Watched>();
  readonly #stopComparing: () => void;
  #comparing = false;
  #closed = false;

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
    this.#deadlines = new Deadlines(clock);
    this.#stopComparing = clock.every(COMPARE_MS, () => void this.#compareAgain());
  }

  /** Takes up what is open, also after a crash. */
  async restore(): Promise<void> {
    for (const record of await this.#presentations.listOpen()) this.watch(record);
  }

  /** Why nobody may come in any more, although storage may not say so yet. */
  endOf(room: string): Ended | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "ended" ? watched.ended : undefined;
  }

  /** Begins to look after a presentation; what is known of it already stays. */
  watch(record: PresentationRecord): void {
    if (this.#closed || this.#watched.has(record.room)) return;
    const { id, room, expiresAtMs, presentedAtMs, awaySinceMs } = record;
    const nowMs = this.#clock.now();
    // Kept as present, but it is this process that would know: the one before it crashed, and the time counts from now.
    const isLost = presentedAtMs !== undefined && awaySinceMs === undefined;
    const sinceMs = isLost ? nowMs : awaySinceMs;
    const presence: Presence =
      sinceMs === undefined ? { kind: "awaited" } : { kind: "away", sinceMs };
    this.#watched.set(room, { kind: "open", id, expiresAtMs, presence });
    if (isLost) this.#record(this.#presentations.setAwaySince(id, nowMs), room);
    this.#schedule(room);
  }

  /** The presentation expires at this time instead. */
  moveExpiry(room: string, expiresAtMs: number): void {
    const watched = this.#watched.get(room);
    if (watched?.kind !== "open" || watched.expiresAtMs === expiresAtMs) return;
    watched.expiresAtMs = expiresAtMs;
    this.#schedule(room);
  }

  agentArrived(room: string): void {
    this.#setPresence(room, { kind: "present" });
  }

  agentLeft(room: string): void {
    this.#setPresence(room, { kind: "away", sinceMs: this.#clock.now() });
  }

  #setPresence(room: string, presence: Presence): void {
    const watched = this.#watched.get(room);
    if (this.#closed || watched?.kind !== "open") return;
    watched.presence = presence;
    this.#schedule(room);
    this.#recordPresence(room, watched.id, presence);
  }

  #recordPresence(room: string, id: string, presence: Presence): void {
    switch (presence.kind) {
      case "awaited":
        return;
      case "present":
        return this.#record(this.#presentations.setPresent(id, this.#clock.now()), room);
      case "away":
        return this.#record(this.#presentations.setAwaySince(id, presence.sinceMs), room);
    }
  }

  viewerLeft(room: string, { subject, name }: Identity, joinedAtMs: number): void {
    const visit = { participant: subject, name, joinedAtMs, leftAtMs: this.#clock.now() };
    const id = this.#watched.get(room)?.id;
    if (id !== undefined) this.#record(this.#presentations.recordVisit(id, visit), room);
  }

  #schedule(room: string): void {
    const watched = this.#watched.get(room);
    if (watched?.kind !== "open") return;
    const ended = nextEnd(watched.expiresAtMs, watched.presence, this.#awayMs);
    this.#deadlines.set(room, ended.atMs, () => this.#end(room, watched.id, ended));
  }

  /** Recorded first, so that whoever reconnects finds it ended; ended for the people even if storage is away. */
  #end(room: string, id: string, ended: Ended): void {
    const watched: Watched = { kind: "ended", id, ended, recorded: false };
    this.#watched.set(room, watched);
    this.#record(this.#endWatched(room, watched), room);
  }

  async #endWatched(room: string, watched: Watched & { kind: "ended" }): Promise<void> {
    try {
      await this.#recordEnd(room, watched);
    } finally {
      await this.#events.close(room, watched.ended.reason);
    }
    this.#forget(room);
  }

  async #recordEnd(room: string, watched: Watched & { kind: "ended" }): Promise<void> {
    await this.#presentations.end(watched.id, watched.ended);
    watched.recorded = true;
    this.#events.log.info({ room, reason: watched.ended.reason }, "ended by itself");
  }

  /** It has been ended and recorded elsewhere: closes its room and forgets it. */
  async ended(room: string, reason: EndReason): Promise<void> {
    this.#deadlines.clear(room);
    const id = this.#watched.get(room)?.id;
    const ended = { atMs: this.#clock.now(), reason };
    if (id !== undefined) this.#watched.set(room, { kind: "ended", id, ended, recorded: true });
    try {
      await this.#events.close(room, reason);
    } finally {
      this.#forget(room);
    }
  }

  #forget(room: string): void {
    this.#deadlines.clear(room);
    this.#watched.delete(room);
  }

  async #compareAgain(): Promise<void> {
    if (this.#comparing) return;
    this.#comparing = true;
    try {
      await this.#compareAll();
    } catch (error) {
      this.#events.log.error({ err: error, code: "storage_failed" }, "not compared");
    } finally {
      this.#comparing = false;
    }
  }

  async #compareAll(): Promise<void> {
    const gone = new Set(this.#watched.keys());
    for (const record of await this.#presentations.listOpen()) {
      gone.delete(record.room);
      this.#compare(record);
    }
    for (const room of gone) this.#endedElsewhere(room);
  }

  #endedElsewhere(room: string): void {
    const watched = this.#watched.get(room);
    if (watched?.kind === "open") this.#record(this.ended(room, "ended"), room);
    else if (watched?.recorded === false) this.#forget(room);
  }

  /** What storage has not taken is written again. An expiry is kept before it is told, so there storage is right. */
  #compare(record: PresentationRecord): void {
    const watched = this.#watched.get(record.room);
    switch (watched?.kind) {
      case undefined:
        return this.watch(record);
      case "ended":
        if (watched.recorded) return undefined;
        return this.#record(
          this.#recordEnd(record.room, watched).then(() => this.#forget(record.room)),
          record.room,
        );
      case "open": {
        this.moveExpiry(record.room, record.expiresAtMs);
        const { id, presence } = watched;
        const sinceMs = presence.kind === "away" ? presence.sinceMs : undefined;
        const isKept =
          record.awaySinceMs === sinceMs &&
          (presence.kind === "awaited" || record.presentedAtMs !== undefined);
        if (!isKept) this.#recordPresence(record.room, id, presence);
        return undefined;
      }
    }
  }

  /** What could not be kept is said in the log; the people in the room notice nothing. */
  #record(written: Promise<unknown>, room: string): void {
    written.catch((error: unknown) => {
      this.#events.log.error({ err: error, room, code: "storage_failed" }, "not recorded");
    });
  }

  /** From now on who leaves is sent away by this process, and no agent counts as gone for it. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#stopComparing();
    this.#deadlines.close();
  }
}
