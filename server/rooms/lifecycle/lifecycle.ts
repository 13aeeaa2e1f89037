import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import { openKeyedQueue } from "../../time/inTurn.ts";
import type {
  Ended,
  EndReason,
  PresentationRecord,
  PresentationStorage,
} from "../../storage/storage.ts";
import { openReconciliation, TOUCH_MS } from "./reconciliation.ts";
import { Deadlines } from "./deadlines.ts";
import type { Identity } from "../participant.ts";
import { settleWithin } from "../../time/timeout.ts";
import type { Attendance } from "../people/presence.ts";

/** Maximum wait for storage before a due presentation is ended: it may have been extended. */
const READ_AGAIN_MS = 5000;
/** How often the database is asked which presentations are due. */
const ASK_MS = 1000;
/** Without a report for this long, the agent's process has died. */
const UNSEEN_MS = 3 * TOUCH_MS;

export interface LifecycleEvents {
  /** The presentation has ended: closes the room's sockets. */
  close(room: string, reason: EndReason): Promise<void>;
  /** This process ended the presentation; other processes must be notified. */
  ended(room: string, reason: EndReason): void;
  /** An open presentation as it is stored. */
  compared(record: PresentationRecord): void;
  /** Whether an agent is in the room, here or in another process. */
  isAttended(room: string): boolean;
}

export interface LifecycleSettings {
  readonly awayMs: number;
  /** No other process has these presentations. */
  readonly isSingleNode: boolean;
  /** Whether messages from other processes get through. */
  readonly isUp: () => boolean;
}

export interface LifecycleDependencies {
  readonly clock: Clock;
  readonly presentations: PresentationStorage;
  readonly log: Log;
}

/** An open presentation with a room here, or one that is ending and cannot be entered. */
type Watched =
  | { readonly kind: "open"; readonly id: string; expiresAtMs: number; isHere: boolean }
  | { readonly kind: "ended"; readonly id: string; readonly ended: Ended; recorded: boolean };

/**
 * The one place that decides when presentations end by themselves: at their expiry, or when their agent has been away
 * too long. The database says which are due; a presentation that was entered here also has a timer, so that it expires
 * while storage is away. Every process decides for itself, and the first end wins.
 */
export class Lifecycle {
  readonly #clock: Clock;
  readonly #presentations: PresentationStorage;
  readonly #log: Log;
  readonly #settings: LifecycleSettings;
  readonly #events: LifecycleEvents;
  readonly #deadlines: Deadlines;
  readonly #watched = new Map<string, Watched>();
  readonly #visitsInTurn = openKeyedQueue();
  readonly #stops: readonly (() => void)[];
  #asking = false;
  #closed = false;

  constructor(
    { clock, presentations, log }: LifecycleDependencies,
    settings: LifecycleSettings,
    events: LifecycleEvents,
  ) {
    this.#clock = clock;
    this.#presentations = presentations;
    this.#log = log;
    this.#settings = settings;
    this.#events = events;
    this.#deadlines = new Deadlines(clock, (room) => {
      const id = this.idOf(room);
      if (id !== undefined) this.#record(this.#endIfExpired(room, id), room);
    });
    this.#stops = [
      clock.every(ASK_MS, () => void this.#askWhatIsDue()),
      openReconciliation(clock, {
        compare: () => this.#compareAll(),
        failed: (error) =>
          log.error(
            { err: error, code: "storage_failed" },
            "comparing the open presentations with storage failed",
          ),
        isUp: settings.isUp,
      }),
    ];
  }

  /**
   * Marks stored agents as away from now on if no other process can report them, since their process may have been down
   * for hours. Then ends the presentations that have become due.
   */
  async restore(): Promise<void> {
    const nowMs = this.#clock.now();
    for (const {
      id,
      room,
      presentedAtMs,
      seenAtMs,
      awaySinceMs,
    } of await this.#presentations.listOpen()) {
      if (presentedAtMs === undefined || awaySinceMs !== undefined) continue;
      if (this.#settings.isSingleNode || nowMs - (seenAtMs ?? presentedAtMs) >= UNSEEN_MS) {
        this.#record(this.#presentations.setAwaySince(id, nowMs), room);
      }
    }
    await this.#askWhatIsDue();
  }

  /** The end of a presentation that may no longer be entered; storage may not have it yet. */
  endedState(room: string): Ended | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "ended" ? watched.ended : undefined;
  }

  /** The presentation of a room that was entered here. */
  idOf(room: string): string | undefined {
    return this.#watched.get(room)?.id;
  }

  /** Expiry of an open presentation as known here, in ms. */
  expiryOf(room: string): number | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "open" ? watched.expiresAtMs : undefined;
  }

  /** Starts to watch a presentation that is entered; a known one stays as it is. */
  watch({ id, room, expiresAtMs }: PresentationRecord): void {
    if (this.#closed || this.#watched.has(room)) return;
    this.#watched.set(room, { kind: "open", id, expiresAtMs, isHere: false });
    this.#schedule(room);
  }

  /** Continues to watch a presentation whose agent's presence is already stored. */
  wake(record: PresentationRecord, attendance: Attendance): void {
    this.watch(record);
    const watched = this.#watched.get(record.room);
    if (watched?.kind === "open") watched.isHere = attendance === "here";
  }

  /** Sets a new expiry. */
  moveExpiry(room: string, expiresAtMs: number): void {
    const watched = this.#watched.get(room);
    if (watched?.kind !== "open" || watched.expiresAtMs === expiresAtMs) return;
    watched.expiresAtMs = expiresAtMs;
    this.#schedule(room);
  }

  /** The agents' location has changed. A process records only departures from itself. */
  attended(room: string, attendance: Attendance): void {
    const watched = this.#watched.get(room);
    if (this.#closed || watched?.kind !== "open") return;
    const wasHere = watched.isHere;
    watched.isHere = attendance === "here";
    const nowMs = this.#clock.now();
    if (watched.isHere) this.#record(this.#presentations.setPresent(watched.id, nowMs), room);
    else if (wasHere && attendance === "none") {
      this.#record(this.#presentations.setAwaySince(watched.id, nowMs), room);
    }
  }

  viewerEntered(room: string, identity: Identity, joinedAtMs: number): void {
    this.#recordVisit(room, identity, joinedAtMs, undefined);
  }

  viewerLeft(room: string, identity: Identity, joinedAtMs: number): void {
    this.#recordVisit(room, identity, joinedAtMs, this.#clock.now());
  }

  #recordVisit(
    room: string,
    { subject, name, unrecorded }: Identity,
    joinedAtMs: number,
    leftAtMs: number | undefined,
  ): void {
    const kept = unrecorded === true ? "" : name;
    const visit = { participant: subject, name: kept, joinedAtMs, leftAtMs };
    const id = this.#watched.get(room)?.id;
    if (id === undefined) return;
    // In order, since a departure right after the arrival may use another connection to the database.
    const write = async () => {
      try {
        await this.#presentations.recordVisit(id, visit);
      } catch (error) {
        if (!(await this.#isErased(id))) throw error;
      }
    };
    this.#record(this.#visitsInTurn(`${id} ${subject}`, write), room);
  }

  /** Whether storage says that the presentation, and with it its visits, was erased. */
  #isErased(id: string): Promise<boolean> {
    return this.#presentations.find(id).then(
      (record) => record === undefined,
      () => false,
    );
  }

  #schedule(room: string): void {
    const watched = this.#watched.get(room);
    if (watched?.kind === "open") this.#deadlines.set(room, watched.expiresAtMs);
  }

  /** Reads storage first: another process may have extended or ended the presentation. */
  async #endIfExpired(room: string, id: string): Promise<void> {
    const record = await this.#read(id);
    const watched = this.#watched.get(room);
    if (this.#closed || watched?.kind !== "open") return;
    if (record?.ended !== undefined) return this.ended(room, record.ended.reason);
    if (record !== undefined) watched.expiresAtMs = record.expiresAtMs;
    if (watched.expiresAtMs > this.#clock.now()) this.#schedule(room);
    else await this.#end(room, id, { atMs: watched.expiresAtMs, reason: "expired" });
  }

  async #askWhatIsDue(): Promise<void> {
    if (this.#asking || this.#closed) return;
    this.#asking = true;
    try {
      const { awayMs } = this.#settings;
      for (const record of await this.#presentations.listDue(this.#clock.now(), awayMs)) {
        this.#endDue(record);
      }
    } catch (error) {
      this.#log.error(
        { err: error, code: "storage_failed" },
        "reading the due presentations failed",
      );
    } finally {
      this.#asking = false;
    }
  }

  /** An agent who is in the room counts as present, whatever is stored. */
  #endDue(record: PresentationRecord): void {
    const { id, room, expiresAtMs, awaySinceMs, seenAtMs, presentedAtMs } = record;
    if (this.#closed || this.#watched.get(room)?.kind === "ended") return;
    const lastThereMs = awaySinceMs ?? seenAtMs ?? presentedAtMs ?? Infinity;
    const awayAtMs = lastThereMs + this.#settings.awayMs;
    const ended: Ended =
      awayAtMs < expiresAtMs && !this.#events.isAttended(room)
        ? { atMs: awayAtMs, reason: "away" }
        : { atMs: expiresAtMs, reason: "expired" };
    if (ended.atMs > this.#clock.now()) return;
    this.#deadlines.clear(room);
    this.#record(this.#end(room, id, ended), room);
  }

  /** `undefined` when storage does not answer in time; then the local state is used. */
  #read(id: string): Promise<PresentationRecord | undefined> {
    return settleWithin(this.#clock, READ_AGAIN_MS, this.#presentations.find(id));
  }

  /**
   * Recorded before sockets are closed, so that a reconnect finds it ended; ended for participants even while storage
   * is away.
   */
  async #end(room: string, id: string, ended: Ended): Promise<void> {
    const watched: Watched = { kind: "ended", id, ended, recorded: false };
    this.#watched.set(room, watched);
    let { reason } = ended;
    try {
      reason = await this.#recordEnd(room, watched);
    } finally {
      this.#events.ended(room, reason);
      await this.#events.close(room, reason);
    }
    this.#forget(room);
  }

  /** Resolves to the reason of the first end, which wins. */
  async #recordEnd(room: string, watched: Watched & { kind: "ended" }): Promise<EndReason> {
    const held = await this.#presentations.end(watched.id, watched.ended);
    watched.recorded = true;
    const { reason } = held ?? watched.ended;
    this.#log.info({ room, reason }, "presentation ended by its time or its agent's absence");
    return reason;
  }

  /** The presentation was ended and recorded elsewhere: closes its room and forgets it. */
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

  /** Reads all open presentations, so that storage has them cached while the database is away. */
  async #compareAll(): Promise<void> {
    await this.#touch();
    const gone = new Set(this.#watched.keys());
    for (const record of await this.#presentations.listOpen()) {
      gone.delete(record.room);
      this.#compare(record);
    }
    await Promise.all([...gone].map((room) => this.#endedElsewhere(room)));
  }

  /** Reports that this process' agents are present. */
  async #touch(): Promise<void> {
    const here = [...this.#watched.values()].filter((one) => one.kind === "open" && one.isHere);
    const ids = here.map(({ id }) => id);
    if (ids.length > 0) await this.#presentations.touch(ids, this.#clock.now());
  }

  async #endedElsewhere(room: string): Promise<void> {
    const watched = this.#watched.get(room);
    if (watched?.kind === "open") {
      const record = await this.#read(watched.id);
      this.#record(this.ended(room, record?.ended?.reason ?? "ended"), room);
    } else if (watched?.recorded === false) this.#forget(room);
  }

  /**
   * Repeats writes that storage has not accepted. A stored expiry is right, since it is stored before it is announced.
   */
  #compare(record: PresentationRecord): void {
    const { id, room, presentedAtMs } = record;
    const watched = this.#watched.get(room);
    if (watched === undefined) return;
    if (watched.kind === "ended") {
      if (watched.recorded) return;
      const written = this.#recordEnd(room, watched).then(() => this.#forget(room));
      return this.#record(written, room);
    }
    this.moveExpiry(room, record.expiresAtMs);
    if (watched.isHere && presentedAtMs === undefined) {
      this.#record(this.#presentations.setPresent(id, this.#clock.now()), room);
    }
    this.#events.compared(record);
  }

  /** Logs a failed write; participants notice nothing. */
  #record(written: Promise<unknown>, room: string): void {
    written.catch((error: unknown) => {
      this.#log.error(
        { err: error, room, code: "storage_failed" },
        "storing a change of a presentation failed",
      );
    });
  }

  /**
   * Stops watching: sockets that close from now on are closed by this process, so their agents do not count as away.
   * Idempotent.
   */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#deadlines.close();
  }
}
