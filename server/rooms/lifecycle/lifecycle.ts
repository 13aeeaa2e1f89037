import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type {
  Ended,
  EndReason,
  PresentationRecord,
  PresentationStorage,
} from "../../storage/storage.ts";
import { firstPresence, reconcilePresence, type AgentPresence, nextEnd } from "./agentPresence.ts";
import { openReconciliation } from "./reconciliation.ts";
import { Deadlines } from "./deadlines.ts";
import type { Identity } from "../participant.ts";
import { settleWithin } from "../../time/timeout.ts";
import type { Attendance } from "../people/presence.ts";

/** Maximum wait for storage before a due presentation is ended: it may have been extended. */
const READ_AGAIN_MS = 5000;

export interface LifecycleEvents {
  /** The presentation has ended: the room's sockets are to be closed. */
  close(room: string, reason: EndReason): Promise<void>;
  /** This process ended the presentation; other processes must be notified. */
  ended(room: string, reason: EndReason): void;
  /** An open presentation as it is kept. */
  compared(record: PresentationRecord): void;
  /** Whether an agent is in the room, here or in another process. */
  isAttended(room: string): boolean;
}

export interface LifecycleSettings {
  readonly awayMs: number;
  /** No other process has these presentations. */
  readonly isSingleNode: boolean;
  /** Whether messages from other processes come through. */
  readonly isUp: () => boolean;
}

export interface LifecycleDependencies {
  readonly clock: Clock;
  readonly presentations: PresentationStorage;
  readonly log: Log;
}

/** An open presentation, or one that is on its way out and not to be entered any more. */
type Watched =
  | { readonly kind: "open"; readonly id: string; expiresAtMs: number; presence: AgentPresence }
  | { readonly kind: "ended"; readonly id: string; readonly ended: Ended; recorded: boolean };

type Open = Watched & { readonly kind: "open" };

/**
 * The one place that decides when presentations end by themselves: at their expiry, or when their agent has been away
 * too long. Every process decides for itself and the first end holds; before it ends one, it looks whether another has
 * moved the end.
 */
export class Lifecycle {
  readonly #clock: Clock;
  readonly #presentations: PresentationStorage;
  readonly #log: Log;
  readonly #settings: LifecycleSettings;
  readonly #events: LifecycleEvents;
  readonly #deadlines: Deadlines;
  readonly #watched = new Map<string, Watched>();
  readonly #stopComparing: () => void;
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
    this.#deadlines = new Deadlines(clock);
    this.#stopComparing = openReconciliation(clock, {
      compare: () => this.#compareAll(),
      failed: (error) => log.error({ err: error, code: "storage_failed" }, "not compared"),
      isUp: settings.isUp,
    });
  }

  /** Watches all open presentations, also after a crash. */
  async restore(): Promise<void> {
    for (const record of await this.#presentations.listOpen()) this.watch(record);
  }

  /** The end of a presentation that may not be entered, although storage may not have it yet. */
  endedState(room: string): Ended | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "ended" ? watched.ended : undefined;
  }

  /** The presentation of a room that is looked after. */
  idOf(room: string): string | undefined {
    return this.#watched.get(room)?.id;
  }

  /** Expiry of an open presentation as known here, in ms. */
  expiryOf(room: string): number | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "open" ? watched.expiresAtMs : undefined;
  }

  /** Starts to watch a presentation; a known one stays as it is. */
  watch(record: PresentationRecord): void {
    if (this.#closed || this.#watched.has(record.room)) return;
    const { id, room, expiresAtMs } = record;
    const { presence, needsWrite: isNews } = firstPresence(
      record,
      this.#settings.isSingleNode,
      this.#clock.now(),
    );
    this.#watched.set(room, { kind: "open", id, expiresAtMs, presence });
    if (isNews) this.#recordPresence(room, id, presence);
    this.#schedule(room);
  }

  /** The presentation expires at this time instead. */
  moveExpiry(room: string, expiresAtMs: number): void {
    const watched = this.#watched.get(room);
    if (watched?.kind !== "open" || watched.expiresAtMs === expiresAtMs) return;
    watched.expiresAtMs = expiresAtMs;
    this.#schedule(room);
  }

  /** Where the agents are has changed. That they left another process is for that process to record. */
  attended(room: string, attendance: Attendance): void {
    const watched = this.#watched.get(room);
    if (this.#closed || watched?.kind !== "open") return;
    const wasHere = watched.presence.kind === "here";
    watched.presence = this.#presenceOf(attendance);
    this.#schedule(room);
    if (attendance === "here" || wasHere) this.#recordPresence(room, watched.id, watched.presence);
  }

  #presenceOf(attendance: Attendance): AgentPresence {
    const nowMs = this.#clock.now();
    switch (attendance) {
      case "here":
        return { kind: "here" };
      case "elsewhere":
        return { kind: "elsewhere", seenAtMs: nowMs };
      case "none":
        return { kind: "away", sinceMs: nowMs };
    }
  }

  #recordPresence(room: string, id: string, presence: AgentPresence): void {
    switch (presence.kind) {
      case "awaited":
      case "elsewhere":
        return;
      case "here":
        return this.#record(this.#presentations.setPresent(id, this.#clock.now()), room);
      case "away":
        return this.#record(this.#presentations.setAwaySince(id, presence.sinceMs), room);
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
    if (id !== undefined) this.#record(this.#presentations.recordVisit(id, visit), room);
  }

  #schedule(room: string): void {
    const watched = this.#watched.get(room);
    if (watched?.kind !== "open") return;
    const { atMs } = this.#nextEnd(watched);
    this.#deadlines.set(room, atMs, () => this.#record(this.#endIfDue(room, watched), room));
  }

  #nextEnd({ expiresAtMs, presence }: Open): Ended {
    return nextEnd(expiresAtMs, presence, this.#settings.awayMs);
  }

  /** Reads storage first: another process may have extended or ended the presentation, or have its agent. */
  async #endIfDue(room: string, watched: Open): Promise<void> {
    const record = await this.#read(watched.id);
    if (this.#closed || this.#watched.get(room) !== watched) return;
    if (record?.ended !== undefined) return this.ended(room, record.ended.reason);
    if (record !== undefined) this.#adopt(watched, record);
    if (watched.presence.kind === "away" && this.#events.isAttended(room)) {
      watched.presence = this.#presenceOf("elsewhere");
    }
    const ended = this.#nextEnd(watched);
    if (ended.atMs > this.#clock.now()) this.#schedule(room);
    else await this.#end(room, watched.id, ended);
  }

  /** `undefined` when storage does not answer in time; then the state known here counts. */
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

  /** Resolves to the reason that holds. */
  async #recordEnd(room: string, watched: Watched & { kind: "ended" }): Promise<EndReason> {
    const held = await this.#presentations.end(watched.id, watched.ended);
    watched.recorded = true;
    const { reason } = held ?? watched.ended;
    this.#log.info({ room, reason }, "ended by itself");
    return reason;
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
    const here = [...this.#watched.values()].filter(
      (watched) => watched.kind === "open" && watched.presence.kind === "here",
    );
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

  /** Writes again what storage has not taken. An expiry is stored before it is announced, so there storage is right. */
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
        this.#adopt(watched, record);
        this.#schedule(record.room);
        return this.#events.compared(record);
      }
    }
  }

  #adopt(watched: Open, record: PresentationRecord): void {
    const nowMs = this.#clock.now();
    const { presence, needsWrite: isNews } = reconcilePresence(watched.presence, record, nowMs);
    watched.expiresAtMs = record.expiresAtMs;
    watched.presence = presence;
    if (isNews) this.#recordPresence(record.room, watched.id, presence);
  }

  /** Logs a failed write; participants notice nothing. */
  #record(written: Promise<unknown>, room: string): void {
    written.catch((error: unknown) => {
      this.#log.error({ err: error, room, code: "storage_failed" }, "not recorded");
    });
  }

  /**
   * Stops watching: a socket that closes from now on is this process' doing, so its agent does not count as away.
   * Idempotent.
   */
  close(): void {
    this.#closed = true;
    this.#stopComparing();
    this.#deadlines.close();
  }
}
