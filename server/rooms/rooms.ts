import type { CloseReason } from "../../schema/protocol.ts";
import { fail, succeed, type Result } from "../../schema/result.ts";
import { invitationOf, isInvited, type RoomClaims } from "../access/identity.ts";
import type { Clock } from "../clock.ts";
import type { EndReason, PresentationRecord, Storage } from "../storage/storage.ts";
import { Lifecycle } from "./lifecycle.ts";
import { Participant, type Connection } from "./participant.ts";
import type { LivePresentations, LiveViewer } from "./presentations.ts";
import type { RoomLog } from "./observer.ts";
import { RoomRegistry, type RoomParts } from "./registry.ts";
import type { Room } from "./room.ts";
import { Seats } from "./seats.ts";

/** So many colleagues present beside the agent; more is a link that went astray. */
const MAX_COLLEAGUES = 8;
/** Quiet sockets, slow readers and expired tokens are looked after this often. */
const SWEEP_MS = 1000;

export interface RoomsLimits {
  readonly agentUpdatesPerSecond: number;
  readonly agentAwarenessPerSecond: number;
  readonly awayMs: number;
}

export interface RoomsDependencies extends Omit<RoomParts, "events"> {
  readonly limits: RoomsLimits;
}

/** A place in a room: what the gateway feeds frames into. */
export interface Seat {
  receive(bytes: Uint8Array): void;
  /** The connection is gone. Idempotent. */
  leave(): void;
}

/** What an admitted token opens; `enter` runs once the socket is there. */
export interface Admission {
  enter(connection: Connection): Seat;
}

/** All rooms of this process. */
export class Rooms implements LivePresentations {
  readonly #clock: Clock;
  readonly #storage: Storage;
  readonly #limits: RoomsLimits;
  readonly #log: RoomLog;
  readonly #seats = new Seats();
  readonly #registry: RoomRegistry;
  readonly #lifecycle: Lifecycle;
  readonly #stopSweep: () => void;

  constructor(dependencies: RoomsDependencies) {
    const { clock, storage, limits } = dependencies;
    this.#clock = clock;
    this.#storage = storage;
    this.#limits = limits;
    this.#log = dependencies.log;
    this.#registry = new RoomRegistry({
      ...dependencies,
      events: { departed: (room, participant) => this.#departed(room, participant) },
    });
    this.#lifecycle = new Lifecycle(clock, storage.presentations, limits.awayMs, {
      close: (room, reason) => this.#registry.end(room, closeReason(reason)),
      log: dependencies.log,
    });
    this.#stopSweep = clock.every(SWEEP_MS, () => this.#sweep());
  }

  /** Takes up the timers of presentations that were open when the process stopped. */
  async restore(): Promise<void> {
    await this.#lifecycle.restore();
  }

  /** Opens the room that a verified token names, or says why not. */
  async admit(claims: RoomClaims): Promise<Result<Admission, CloseReason>> {
    const record = await this.#storage.presentations.find(claims.presentation);
    if (record === undefined || record.room !== claims.room) return fail("unknown_room");
    const closed = closedReason(record, this.#clock.now());
    if (closed !== undefined) return fail(closed);
    if (!isInvited(claims.subject, record.colleagueInvitation)) return fail("withdrawn");
    this.#lifecycle.watch(record);
    const ended = this.#lifecycle.endOf(record.room);
    if (ended !== undefined) return fail(closeReason(ended.reason));
    if (claims.role === "buyer" && !this.reserveSeat(record, claims.subject)) return fail("full");
    const room = await this.#registry.open(record);
    if (room === undefined) return fail("overload");
    if (!hasPlaceFor(claims.subject, room)) return fail("full");
    const { expiresAtMs } = record;
    return succeed({ enter: (connection) => this.#enter(room, expiresAtMs, claims, connection) });
  }

  /** Why nobody can enter the presentation any more; `undefined` while somebody with a valid token can. */
  async whyClosed(presentation: string): Promise<CloseReason | undefined> {
    const record = await this.#storage.presentations.find(presentation);
    return record === undefined ? "unknown_room" : closedReason(record, this.#clock.now());
  }

  /** A token that lives as long as its presentation is closed by the presentation's own expiry. */
  #enter(room: Room, expiresAtMs: number, claims: RoomClaims, connection: Connection): Seat {
    const { subject, role, name } = claims;
    const participant = new Participant(
      { subject, role, name },
      connection,
      {
        updatesPerSecond: this.#limits.agentUpdatesPerSecond,
        awarenessPerSecond: this.#limits.agentAwarenessPerSecond,
      },
      claims.expiresAtMs >= expiresAtMs ? Infinity : claims.expiresAtMs,
      this.#clock.now(),
    );
    this.#seats.take(room.id, subject);
    room.enter(participant);
    const isIn = room.participants.has(participant);
    if (invitationOf(subject) !== undefined) void this.#checkInvitation(room, claims);
    if (role === "agent" && isIn) this.#lifecycle.agentArrived(room.id);
    let here = true;
    return {
      receive: (bytes) => room.receive(participant, bytes),
      leave: () => {
        room.leave(participant);
        if (here) this.#logConnection(room.id, participant);
        here = false;
      },
    };
  }

  /** The invitation may have been withdrawn while its colleague was on the way in. */
  async #checkInvitation(room: Room, { presentation, subject }: RoomClaims): Promise<void> {
    try {
      const record = await this.#storage.presentations.find(presentation);
      if (isInvited(subject, record?.colleagueInvitation)) return;
      room.closeThose("withdrawn", (identity) => identity.subject === subject);
    } catch (error) {
      this.#log.error({ err: error, room: room.id, code: "storage_failed" }, "not checked");
    }
  }

  /** One line a connection, when it is over. */
  #logConnection(room: string, { identity, connection, openedAtMs }: Participant): void {
    const { subject, role } = identity;
    const ms = this.#clock.now() - openedAtMs;
    this.#log.info({ room, subject, role, transport: connection.transport, ms }, "connection");
  }

  #departed(room: Room, { identity, openedAtMs }: Participant): void {
    switch (identity.role) {
      case "agent": {
        const others = [...room.participants].some((other) => other.identity.role === "agent");
        if (!others) this.#lifecycle.agentLeft(room.id);
        return;
      }
      case "buyer":
        this.#lifecycle.viewerLeft(room.id, identity, openedAtMs);
        return;
      case "inspector":
        return;
    }
  }

  viewers(room: string): readonly LiveViewer[] {
    const bySubject = new Map<string, LiveViewer>();
    for (const { identity, openedAtMs } of this.#registry.peek(room)?.participants ?? []) {
      if (identity.role !== "buyer" || bySubject.has(identity.subject)) continue;
      const { subject, name } = identity;
      bySubject.set(subject, { subject, name, sinceMs: openedAtMs });
    }
    return [...bySubject.values()];
  }

  reserveSeat(record: PresentationRecord, subject: string): boolean {
    const watching = new Set(this.viewers(record.room).map((viewer) => viewer.subject));
    const nowMs = this.#clock.now();
    return this.#seats.reserve(record.room, subject, watching, record.maxViewers, nowMs);
  }

  async setHearts(room: string, subject: string, units: readonly string[]): Promise<void> {
    (await this.#registry.opened(room))?.setHearts(subject, units);
  }

  async withdrawColleagues(room: string): Promise<void> {
    const opened = await this.#registry.opened(room);
    opened?.closeThose("withdrawn", ({ subject }) => invitationOf(subject) !== undefined);
  }

  extend(room: string, expiresAtMs: number): void {
    this.#lifecycle.moveExpiry(room, expiresAtMs);
    for (const participant of this.#registry.peek(room)?.participants ?? []) {
      participant.tokenExpiresAtMs = Infinity;
    }
  }

  async end(room: string, reason: EndReason): Promise<void> {
    await this.#lifecycle.ended(room, reason);
  }

  #sweep(): void {
    this.#seats.sweep(this.#clock.now());
    this.#registry.sweep();
  }

  /** The process is about to stop: an agent whose socket closes from now on was sent away and is not absent. */
  drain(): void {
    this.#lifecycle.close();
  }

  /** Closes every socket with 1012 and writes everything. Idempotent. */
  async close(): Promise<void> {
    this.drain();
    this.#stopSweep();
    await this.#registry.close();
  }
}

const closeReason = (reason: EndReason): CloseReason =>
  reason === "expired" ? "expired" : "ended";

/** Whether one more colleague may come; one who is there may always come back. */
function hasPlaceFor(subject: string, { participants }: Room): boolean {
  if (invitationOf(subject) === undefined) return true;
  const others = new Set([...participants].map(({ identity }) => identity.subject));
  others.delete(subject);
  const colleagues = [...others].filter((other) => invitationOf(other) !== undefined);
  return colleagues.length < MAX_COLLEAGUES;
}

/** Why a presentation can no longer be entered; `undefined` while it can. */
function closedReason(record: PresentationRecord, nowMs: number): CloseReason | undefined {
  if (record.ended !== undefined) return closeReason(record.ended.reason);
  return record.expiresAtMs <= nowMs ? "expired" : undefined;
}
