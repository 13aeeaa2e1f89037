import type { Log } from "../log.ts";
import type { Ask } from "../../schema/presentation/awareness.ts";
import type { View } from "../../schema/presentation/presentation.ts";
import type { MomentContent } from "../../schema/history/moment.ts";
import type { CloseReason } from "../../schema/protocol/protocol.ts";
import { fail, succeed, type Result } from "../../schema/values/result.ts";
import { closedBy, closedReason, findEntitlementFault } from "../access/entitlement.ts";
import { invitationOf, type RoomClaims } from "../access/identity.ts";
import type { Clock } from "../time/clock.ts";
import type { Relay } from "../relay/relay.ts";
import { readStoredState } from "../storage/storedState.ts";
import type { EndReason, PresentationRecord, Storage } from "../storage/storage.ts";
import { Lifecycle } from "./lifecycle/lifecycle.ts";
import type { LoaderParts } from "./loader.ts";
import type {
  ConnectionKey,
  FindConnection,
  HibernatedParticipant,
  HibernatedRoom,
  Hibernation,
} from "./hibernatedRoom.ts";
import { LocalSeats } from "./people/localSeats.ts";
import { RemoteCommands, type Tab, type TabListener } from "./remoteCommands.ts";
import { Participant, type Connection, type RateLimits } from "./participant.ts";
import { settleWithin } from "../time/timeout.ts";
import { encodePeerMessage } from "./replication/codec.ts";
import type { RemoteCommand } from "./replication/message.ts";
import { Cluster } from "./replication/cluster.ts";
import type { LivePresentations, LiveViewer, StatusChanges } from "./livePresentations.ts";
import type { MomentStamps } from "./history/momentWriter.ts";
import { isPausedAfter } from "./history/roomHistory.ts";
import { RoomRegistry } from "./registry.ts";
import type { Room } from "./room.ts";
import { ParticipantEntry, type RoomEntry } from "./roomSeat.ts";
import { Colleagues } from "./people/colleagues.ts";
import { LeasedSeats, type RoomSeats } from "./people/leasedSeats.ts";

/** Interval of sweeps for quiet sockets, slow readers and expired tokens. */
const SWEEP_MS = 1000;
/** Maximum wait for storage when the room is already open; after that the cached record is used. */
const FIND_MS = 2000;

/** Connection of a participant whose real one closed while its room was hibernated. */
const GONE: Connection = {
  transport: "websocket",
  send: () => undefined,
  backlogBytes: () => 0,
  close: () => undefined,
};

export interface RoomsLimits {
  readonly agentUpdatesPerSecond: number;
  readonly agentAwarenessPerSecond: number;
  readonly awayMs: number;
}

export interface RoomsDependencies extends Omit<LoaderParts, "events" | "cluster" | "stamps"> {
  readonly limits: RoomsLimits;
}

type StoredCommand = Extract<RemoteCommand, { readonly kind: "extended" | "ended" | "withdrawn" }>;

/** Admission of a verified token; `enter` is called once the socket is open. */
export interface Admission {
  enter(connection: Connection): RoomEntry;
  /** Releases everything reserved for a connection that was not opened. */
  abandon(): void;
}

/** All rooms of this process. */
export class Rooms implements LivePresentations {
  readonly #clock: Clock;
  readonly #storage: Storage;
  readonly #relay: Relay;
  readonly #limits: RoomsLimits;
  readonly #isSingleNode: boolean;
  readonly #log: Log;
  readonly #isPending: LoaderParts["isPending"];
  readonly #cluster: Cluster;
  readonly #seats: RoomSeats;
  readonly #colleagues = new Colleagues();
  readonly #registry: RoomRegistry;
  readonly #lifecycle: Lifecycle;
  readonly #remoteCommands: RemoteCommands;
  readonly #stopSweep: () => void;
  readonly #stamps: MomentStamps;

  constructor(dependencies: RoomsDependencies) {
    const { clock, storage, relay, limits, isSingleNode, log, isPending } = dependencies;
    const { presentations } = storage;
    this.#clock = clock;
    this.#storage = storage;
    this.#relay = relay;
    this.#limits = limits;
    this.#isSingleNode = isSingleNode;
    this.#log = log;
    this.#isPending = isPending;
    this.#cluster = new Cluster(relay, clock);
    let lastNumber = 0;
    this.#stamps = {
      node: relay.node,
      now: () => this.#cluster.now(),
      nextNumber: () => ++lastNumber,
    };
    this.#registry = new RoomRegistry({
      ...dependencies,
      stamps: this.#stamps,
      cluster: this.#cluster,
      events: {
        left: (room, { identity }) => this.#seats.leave(room.id, identity.subject),
        departed: (room, participant) => this.#departed(room, participant),
        attended: (room, attendance) => this.#lifecycle.attended(room.id, attendance),
        commanded: (room, command) => this.#remoteCommands.execute(room, command),
        missed: (room, record) => void this.#remoteCommands.reload(room, record),
      },
    });
    const registry = this.#registry;
    this.#seats = isSingleNode
      ? new LocalSeats(clock, (room) => registry.get(room)?.participants ?? [])
      : new LeasedSeats(relay.leases, clock);
    this.#remoteCommands = new RemoteCommands({
      presentations,
      registry,
      lifecycle: () => this.#lifecycle,
      log,
    });
    this.#lifecycle = new Lifecycle(
      { clock, presentations, log },
      { awayMs: limits.awayMs, isSingleNode, isUp: () => relay.isUp },
      {
        close: (room, reason) => registry.end(room, closedBy(reason)),
        ended: (room, reason) => this.#broadcastStored(room, { kind: "ended", reason }),
        compared: (record) => this.#remoteCommands.reconcile(record),
        isAttended: (room) => (registry.get(room)?.attendance ?? "none") !== "none",
      },
    );
    this.#stopSweep = clock.every(SWEEP_MS, () => this.sweep());
  }

  /** Continues the presentations that were open when the process stopped. */
  async restore(): Promise<void> {
    await this.#lifecycle.restore();
  }

  /** Receives the requests of tabs that reached another process. */
  listenToTabs(listener: TabListener): void {
    this.#remoteCommands.tabs = listener;
  }

  /** Opens the room of a verified token, or fails with the close reason. */
  async admit(claims: RoomClaims): Promise<Result<Admission, CloseReason>> {
    const found = await this.#find(claims);
    if (!found.ok) return found;
    const record = found.value;
    const fault = findEntitlementFault(claims.subject, record, this.#clock.now());
    if (fault !== undefined) return fail(fault);
    this.#lifecycle.watch(record);
    const ended = this.#lifecycle.endedState(record.room);
    if (ended !== undefined) return fail(closedBy(ended.reason));
    const { subject, role } = claims;
    const takesSeat = role === "buyer";
    if (takesSeat && !(await this.#seats.reserve(record.room, subject, record.maxViewers))) {
      return fail("full");
    }
    const abandon = () => {
      if (takesSeat) this.#seats.abandon(record.room, subject);
      this.#colleagues.release(record.room, subject);
    };
    const room = await this.#registry.open(record);
    if (room === undefined) abandon();
    if (room === undefined) return fail("overload");
    if (!this.#colleagues.reserve(subject, room, this.#clock.now())) return fail("full");
    const enter = (connection: Connection) =>
      this.#enter(room, record.expiresAtMs, claims, connection);
    return succeed({ enter, abandon });
  }

  /**
   * Finds the presentation. While storage is away, an open room's cached record is used and no other room opens. A
   * single process needs no storage for an open room, except to check a colleague's invitation.
   */
  async #find(claims: RoomClaims): Promise<Result<PresentationRecord, CloseReason>> {
    const known = this.#cachedRecord(claims);
    const isSure = this.#isSingleNode && invitationOf(claims.subject) === undefined;
    if (known !== undefined && isSure) return succeed(known);
    const { presentation, room } = claims;
    const found = this.#storage.presentations.find(presentation).then(
      (record) => (record?.room === room ? succeed(record) : fail("unknown_room" as const)),
      (error: unknown) => {
        this.#log.error(
          { err: error, room, code: "storage_failed" },
          "reading a presentation failed",
        );
        return undefined;
      },
    );
    if (known === undefined) return (await found) ?? fail("overload");
    const answer = (await settleWithin(this.#clock, FIND_MS, found)) ?? succeed(known);
    if (answer.ok) this.#registry.updateRecord(answer.value);
    return answer;
  }

  #cachedRecord({ presentation, room }: RoomClaims): PresentationRecord | undefined {
    const record = this.#registry.recordOf(room);
    if (record?.id !== presentation) return undefined;
    return { ...record, expiresAtMs: this.#lifecycle.expiryOf(room) ?? record.expiresAtMs };
  }

  /** Why the presentation can no longer be entered; `undefined` while it can, or when storage does not answer. */
  async whyClosed(presentation: string): Promise<CloseReason | undefined> {
    try {
      const record = await this.#storage.presentations.find(presentation);
      return record === undefined ? "unknown_room" : closedReason(record, this.#clock.now());
    } catch (error) {
      this.#log.error(
        { err: error, presentation, code: "storage_failed" },
        "reading a presentation failed",
      );
      return undefined;
    }
  }

  get #rates(): RateLimits {
    return {
      updatesPerSecond: this.#limits.agentUpdatesPerSecond,
      awarenessPerSecond: this.#limits.agentAwarenessPerSecond,
    };
  }

  /** A token that lasts as long as its presentation needs no expiry of its own. */
  #enter(room: Room, expiresAtMs: number, claims: RoomClaims, connection: Connection): RoomEntry {
    const { subject, role, name, unrecorded } = claims;
    const participant = new Participant(
      { subject, role, name, ...(unrecorded === true && { unrecorded }) },
      connection,
      this.#rates,
      claims.expiresAtMs >= expiresAtMs ? Infinity : claims.expiresAtMs,
      this.#clock.now(),
    );
    room.enter(participant);
    this.#colleagues.release(room.id, subject);
    const isIn = room.participants.has(participant);
    if (role === "buyer" && isIn) {
      this.#seats.occupy(room.id, participant);
      this.#lifecycle.viewerEntered(room.id, participant.identity, participant.openedAtMs);
    }
    if (invitationOf(subject) !== undefined) {
      void this.#remoteCommands.checkInvitation(room, claims.presentation);
    }
    return new ParticipantEntry(room, participant, this.#logConnection);
  }

  /** State with which `wake` restores an open room; `undefined` if the room is not open. */
  hibernate(room: string, keyOf: ConnectionKey): Hibernation | undefined {
    const record = this.#registry.recordOf(room);
    const open = this.#registry.get(room);
    if (record === undefined || open === undefined) return undefined;
    const expiresAtMs = this.#lifecycle.expiryOf(room) ?? record.expiresAtMs;
    return open.hibernate({ ...record, expiresAtMs }, keyOf);
  }

  /**
   * Opens a hibernated room with the connections that it had. Those that closed meanwhile leave at once. Resolves to
   * the others' entries; `undefined` when the room cannot be loaded now.
   */
  async wake(
    hibernated: HibernatedRoom,
    find: FindConnection,
  ): Promise<ReadonlyMap<string, RoomEntry> | undefined> {
    const { record } = hibernated;
    const entries = new Map<string, RoomEntry>();
    const gone: RoomEntry[] = [];
    const room = await this.#registry.open(record, (opened) => {
      const participants = hibernated.participants.map((known) => {
        const connection = find(known.key);
        const participant = this.#wakeParticipant(known, connection ?? GONE);
        const entry = new ParticipantEntry(opened, participant, this.#logConnection);
        if (connection === undefined) gone.push(entry);
        else entries.set(known.key, entry);
        return [participant, known] as const;
      });
      this.#lifecycle.wake(record, opened.wake(hibernated, participants));
    });
    for (const entry of gone) entry.leave();
    return room && entries;
  }

  #wakeParticipant(known: HibernatedParticipant, connection: Connection): Participant {
    const { identity, tokenExpiresAtMs = Infinity, openedAtMs, arrivedAt, hasSynced } = known;
    const participant = new Participant(
      identity,
      connection,
      this.#rates,
      tokenExpiresAtMs,
      openedAtMs,
    );
    participant.arrivedAt = arrivedAt;
    participant.hasSynced = hasSynced;
    return participant;
  }

  /** Called once a second: closes connections with expired tokens, sends due heartbeats, renews awareness. */
  sweep(): void {
    this.#seats.sweep();
    this.#colleagues.sweep(this.#clock.now());
    this.#registry.sweep();
  }

  /** Logs one line per connection, when it has ended. */
  readonly #logConnection = (
    room: Room,
    { identity, connection, openedAtMs }: Participant,
  ): void => {
    const { subject, role } = identity;
    const ms = this.#clock.now() - openedAtMs;
    this.#log.info(
      { room: room.id, subject, role, transport: connection.transport, ms },
      "connection",
    );
  };

  #departed(room: Room, { identity, openedAtMs }: Participant): void {
    if (identity.role !== "buyer") return;
    this.#seats.release(room.id, identity.subject);
    this.#lifecycle.viewerLeft(room.id, identity, openedAtMs);
  }

  /** Sends to every process that has the room open, whether or not this one has. */
  #broadcast(room: string, news: RemoteCommand): void {
    this.#relay.publish(room, encodePeerMessage(news));
  }

  /** Broadcasts a decision that storage has, or will have. */
  #broadcastStored(room: string, news: StoredCommand): void {
    const id = this.#registry.recordOf(room)?.id ?? this.#lifecycle.idOf(room) ?? room;
    const unwritten = this.#isPending(id) ? { unwrittenAtMs: this.#clock.now() } : {};
    this.#broadcast(room, { ...news, ...unwritten });
  }

  viewers(room: string): Promise<readonly LiveViewer[]> {
    return this.#seats.viewers(room);
  }

  hasFreeSeat({ room, maxViewers }: PresentationRecord, subject: string): Promise<boolean> {
    return this.#seats.hasFree(room, subject, maxViewers);
  }

  async viewOf(room: string): Promise<View | undefined> {
    const open = this.#registry.get(room);
    if (open !== undefined) return open.state.view;
    try {
      return readStoredState((await this.#storage.documents.load(room)) ?? [])?.view;
    } catch {
      // The view is optional for callers.
      return undefined;
    }
  }

  /** Reports a tab's poll to other processes, which keep their entries as long as the tab polls anywhere. */
  polled({ room, subject, seat }: Tab): void {
    this.#registry.get(room)?.replication.send({ kind: "polled", subject, seat });
  }

  /** Forwards a tab's frame to the process that has its entry; false when none can have one. */
  async forwardAttention({ room, subject, seat }: Tab, frame: Uint8Array): Promise<boolean> {
    if (this.#isSingleNode || !(await this.#seats.isWatching(room, subject))) return false;
    this.#broadcast(room, { kind: "attention", subject, seat, frame });
    return true;
  }

  async setHearts(room: string, subject: string, units: readonly string[]): Promise<void> {
    this.#broadcast(room, { kind: "hearts", subject, units: [...units] });
    (await this.#registry.getWhenOpen(room))?.setHearts(subject, units);
  }

  async ask(room: string, subject: string, ask: Ask): Promise<void> {
    this.#broadcast(room, { kind: "asked", subject, ask });
    (await this.#registry.getWhenOpen(room))?.setAsk(subject, ask);
  }

  async record({ room, ended }: PresentationRecord, content: MomentContent): Promise<void> {
    const opened = await this.#registry.getWhenOpen(room);
    if (opened !== undefined) {
      opened.record(content);
      return;
    }
    const { node } = this.#stamps;
    const stamp = { at: this.#stamps.now(), node, n: this.#stamps.nextNumber() };
    const { documents, history } = this.#storage;
    try {
      // It may be paused in another process, or before its agent went away.
      if (ended === undefined && isPausedAfter(await history.load(room))) return;
      await documents.append(room, [], [{ ...content, ...stamp }]);
    } catch (error) {
      this.#log.error(
        { err: error, room, code: "storage_failed" },
        "writing a moment of the history failed",
      );
    }
  }

  async recordStatuses(project: string, changes: StatusChanges): Promise<void> {
    for (const room of this.#registry.openRooms()) {
      if (room.state.meta.project === project) room.recordStatuses(changes);
    }
    if (this.#isSingleNode) return;
    try {
      for (const record of await this.#storage.presentations.listOpen()) {
        if (record.project === project)
          this.#broadcast(record.room, { kind: "statuses", ...changes });
      }
    } catch (error) {
      this.#log.error(
        { err: error, project, code: "storage_failed" },
        "announcing a changed status failed",
      );
    }
  }

  async withdrawColleagues(room: string): Promise<void> {
    this.#broadcastStored(room, { kind: "withdrawn" });
    const opened = await this.#registry.getWhenOpen(room);
    if (opened !== undefined) this.#remoteCommands.withdraw(opened);
  }

  extend(room: string, expiresAtMs: number): void {
    this.#broadcastStored(room, { kind: "extended", expiresAtMs });
    this.#remoteCommands.extend(room, expiresAtMs);
  }

  async end(room: string, reason: EndReason): Promise<void> {
    this.#broadcastStored(room, { kind: "ended", reason });
    await this.#lifecycle.ended(room, reason);
  }

  /** Prepares shutdown: an agent whose socket closes from now on does not count as away. */
  drain(): void {
    this.#lifecycle.close();
  }

  /** Closes every socket with 1012 and writes everything. Resolves to the number of unwritten updates. Idempotent. */
  async close(): Promise<number> {
    this.drain();
    this.#stopSweep();
    const unwritten = await this.#registry.close();
    this.#cluster.close();
    return unwritten;
  }
}
