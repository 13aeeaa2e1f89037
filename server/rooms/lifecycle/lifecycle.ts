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
import type { RoomLog } from "../metrics.ts";
import type { Identity } from "../participant.ts";
import { settleWithin } from "../../time/timeout.ts";
import type { Attendance } from "../people/presence.ts";

/** A presentation whose time is over waits so long for storage to say whether it has got more. */
const READ_AGAIN_MS = 5000;

export interface LifecycleEvents {
  /** The presentation has ended: the room's sockets are to be closed. */
  close(room: string, reason: EndReason): Promise<void>;
  /** This process ended it: the others are to be told. */
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
  /** Whether other processes can be heard. */
  readonly isUp: () => boolean;
}

export interface LifecycleDependencies {
  readonly clock: Clock;
  readonly presentations: PresentationStorage;
  readonly log: RoomLog;
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
  readonly #log: RoomLog;
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

  /** Takes up what is open, also after a crash. */
  async restore(): Promise<void> {
    for (const record of await this.#presentations.listOpen()) this.watch(record);
  }

  /** Why nobody may come in any more, although storage may not say so yet. */
  endedState(room: string): Ended | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "ended" ? watched.ended : undefined;
  }

  /** The presentation of a room that is looked after. */
  idOf(room: string): string | undefined {
    return this.#watched.get(room)?.id;
  }

  /** When an open presentation expires, as far as this process knows. */
  expiryOf(room: string): number | undefined {
    const watched = this.#watched.get(room);
    return watched?.kind === "open" ? watched.expiresAtMs : undefined;
  }

  /** Begins to look after a presentation; what is known of it already stays. */
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

  viewerLeft(room: string, { subject, name }: Identity, joinedAtMs: number): void {
    const visit = { participant: subject, name, joinedAtMs, leftAtMs: this.#clock.now() };
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

  /** It may have been given more time, its agent may be back, or it may be over: elsewhere, and nothing said so here. */
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

  /** `undefined` where storage does not answer in time: then what is known here has to do. */
  #read(id: string): Promise<PresentationRecord | undefined> {
    return settleWithin(this.#clock, READ_AGAIN_MS, this.#presentations.find(id));
  }

  /** Recorded first, so that whoever reconnects finds it ended; ended for the people even if storage is away. */
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

  /** Says of all agents who are here that they are. */
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

  /** What could not be kept is said in the log; the people in the room notice nothing. */
  #record(written: Promise<unknown>, room: string): void {
    written.catch((error: unknown) => {
      this.#log.error({ err: error, room, code: "storage_failed" }, "not recorded");
    });
  }

  /** From now on who leaves is sent away by this process, and no agent counts as gone for it. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#stopComparing();
    this.#deadlines.close();
  }
}
