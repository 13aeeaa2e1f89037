import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { PresentationState } from "../../schema/presentation/presentation.ts";
import type { Clock } from "../time/clock.ts";
import { AwarenessThrottle } from "./awareness/awarenessThrottle.ts";
import type { RoomMetrics } from "./metrics.ts";
import { CatchUp, SILENT_MS } from "./delivery/catchUp.ts";
import { encodeUpdate } from "../protocol/encodeFrames.ts";
import type { Moment, MomentContent } from "../../schema/history/moment.ts";
import type { StatusChanges } from "./livePresentations.ts";
import type { MomentStamps } from "./history/momentWriter.ts";
import { RoomHistory } from "./history/roomHistory.ts";
import type { Ask } from "../../schema/presentation/awareness.ts";
import type { Hearts } from "./awareness/hearts.ts";
import type {
  ConnectionKey,
  HibernatedParticipant,
  HibernatedRoom,
  Hibernation,
} from "./hibernatedRoom.ts";
import { Inspectors } from "./inspection/inspectors.ts";
import { peekKind, readFrame, type Frame } from "../protocol/decodeFrames.ts";
import { Outbox } from "./delivery/outbox.ts";
import type { Identity, Participant } from "./participant.ts";
import type { Replication } from "./replication/replication.ts";
import type { ReplicatedRoom } from "./replication/roomReplication.ts";
import { Presence, type Attendance } from "./people/presence.ts";
import { RoomAwareness } from "./awareness/roomAwareness.ts";
import type { Journal } from "./document/journal.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { RoomDocument } from "./document/roomDocument.ts";
import { MISSES_PREDECESSORS } from "./document/updatePolicy.ts";
import { decideFrame, type Refusal } from "./writePolicy.ts";

/** Maximum connections of one person. A phone that reconnects leaves half-open sockets behind, but not as many. */
const MAX_CONNECTIONS_PER_SUBJECT = 8;

/** Parts of a room. */
export interface RoomParts {
  readonly document: RoomDocument;
  readonly journal: Journal;
  /** Shared by all rooms of this process. */
  readonly stamps: MomentStamps;
  /** No other process has the room. */
  readonly isSingleNode: boolean;
  /** Reads the stored moments. */
  loadHistory(this: void, room: string): Promise<readonly Moment[]>;
  openReplication(room: ReplicatedRoom): Replication;
}

/** Events of all rooms. */
export interface RoomEvents {
  /** The last socket that a subject had here left. */
  left(room: Room, participant: Participant): void;
  /** The subject, which was here recently, is in no process any more. */
  departed(room: Room, participant: Participant): void;
  attended(room: Room, attendance: Attendance): void;
  refused(room: Room, participant: Participant, refusal: Refusal, detail: string): void;
}

/**
 * The live state of one presentation: participants, document and awareness. Independent of sockets, HTTP, tokens and
 * databases.
 */
export class Room {
  readonly id: string;
  readonly #document: RoomParts["document"];
  readonly #journal: RoomParts["journal"];
  readonly #clock: Clock;
  readonly #metrics: RoomMetrics;
  readonly #events: RoomEvents;
  readonly #participants = new Set<Participant>();
  readonly #awareness: RoomAwareness;
  readonly #awarenessThrottle: AwarenessThrottle;
  readonly #outbox: Outbox;
  readonly #inspectors: Inspectors;
  readonly #replication: Replication;
  readonly #presence: Presence;
  readonly #catchUp: CatchUp;
  readonly #history: RoomHistory;
  readonly #node: string;
  readonly #loadHistory: RoomParts["loadHistory"];
  #closed = false;
  /** Close reason for connections that arrive after the room closed. */
  #closeReason: CloseReason = "restart";

  constructor(
    id: string,
    parts: RoomParts,
    clock: Clock,
    metrics: RoomMetrics,
    events: RoomEvents,
  ) {
    this.id = id;
    // Closures below capture only what they use: `parts` would be kept for the room's life.
    const { document, journal, stamps } = parts;
    this.#document = document;
    this.#journal = journal;
    this.#clock = clock;
    this.#metrics = metrics;
    this.#events = events;
    this.#outbox = new Outbox(clock, this.#participants, metrics);
    this.#inspectors = new Inspectors(clock, this.#participants, () => document.snapshot(), {
      people: () => this.#replication.people(),
      states: () => this.#awareness.states(),
    });
    this.#node = stamps.node;
    this.#loadHistory = parts.loadHistory;
    this.#history = new RoomHistory(
      {
        document,
        participants: this.#participants,
        nodesWith: (subject) => this.#replication.nodesWith(subject),
        hasNode: (node) => this.#replication.hasNode(node),
        hasLetGo: (node) => this.#replication.hasLetGo(node),
        elsewhere: () => this.#replication.people(),
        isSingleNode: parts.isSingleNode,
      },
      stamps,
      (moment) => journal.keep(moment),
    );
    this.#awareness = new RoomAwareness(clock, stamps, document, (change) => {
      this.#awarenessThrottle.publish(change);
      this.#history.awareness(change);
    });
    this.#awarenessThrottle = new AwarenessThrottle(clock, this.#awareness, {
      send: (changes) => {
        this.#outbox.awareness(changes);
        this.#replication.awareness(changes);
      },
      refused: (participant, refusal) => this.#refuse(participant, refusal, "awareness"),
    });
    this.#catchUp = new CatchUp({ ...parts, awareness: this.#awareness }, clock, metrics);
    this.#replication = parts.openReplication(this.#replicatedRoom());
    this.#presence = new Presence(this.#participants, this.#replication, {
      left: (participant) => events.left(this, participant),
      departed: (participant) => {
        this.#history.departed(participant.identity);
        events.departed(this, participant);
      },
      attended: (attendance) => {
        this.#history.attended(attendance);
        events.attended(this, attendance);
      },
    });
  }

  #replicatedRoom(): ReplicatedRoom {
    return {
      id: this.id,
      document: this.#document,
      awareness: this.#awareness,
      participants: this.#participants,
      merged: (news, writers) => {
        this.#awareness.reserveForAgents(writers);
        this.#history.merged();
        this.#outbox.update(encodeUpdate(news), undefined);
        this.#inspectors.inspection?.merged();
      },
      replaced: (participant) => this.#close(participant, "replaced"),
      keep: () => this.#journal.append(this.#document.snapshot()),
      peopleChanged: () => {
        this.#presence.changed();
        this.#history.peopleChanged();
      },
      recover: (isFirst) => void this.#recoverHistory(isFirst),
    };
  }

  get participants(): ReadonlySet<Participant> {
    return this.#participants;
  }

  get state(): PresentationState {
    return this.#document.state;
  }

  /**
   * Adds a participant. The same agent's earlier connection is replaced: one tab presents. If anybody else has too many
   * connections, the oldest is closed, since it is most likely dead.
   */
  enter(participant: Participant): void {
    if (this.#closed) {
      participant.connection.close(this.#closeReason);
      return;
    }
    const { role, subject } = participant.identity;
    participant.arrivedAt = this.#replication.stampArrival(subject);
    this.#participants.add(participant);
    this.#replication.arrived(participant);
    this.#inspectors.joined(participant);
    this.#metrics.participantOpened(role);
    const isElsewhere = this.#replication.has(subject);
    const same = [...this.#participants].filter(({ identity }) => identity.subject === subject);
    const kept = role === "agent" ? 1 : MAX_CONNECTIONS_PER_SUBJECT;
    const reason = role === "agent" ? "replaced" : "overload";
    for (const other of same.slice(0, -kept)) this.#close(other, reason);
    if (same.length === 1 && !isElsewhere) this.#history.joined(participant.identity);
    this.#presence.arrived(participant);
    if (role === "agent") this.#catchUp.step1(participant);
    this.#catchUp.awareness(participant);
  }

  /** The live state that storage does not have. Participants without a key are left out. */
  hibernate(record: PresentationRecord, keyOf: ConnectionKey): Hibernation {
    const participants: HibernatedParticipant[] = [];
    let isWhole = true;
    let sweepByMs = this.#awareness.oldestAtMs + SILENT_MS;
    for (const participant of this.#participants) {
      const { connection, identity, openedAtMs, arrivedAt, hasSynced } = participant;
      const key = keyOf(connection);
      const inspects = this.#inspectors.has(participant);
      isWhole &&= key !== undefined && !inspects;
      const { tokenExpiresAtMs, lastSentAtMs } = participant;
      sweepByMs = Math.min(sweepByMs, tokenExpiresAtMs, lastSentAtMs + SILENT_MS);
      if (key === undefined) continue;
      participants.push({
        key,
        identity,
        tokenExpiresAtMs: tokenExpiresAtMs === Infinity ? undefined : tokenExpiresAtMs,
        openedAtMs,
        arrivedAt,
        hasSynced,
        inspects,
        own: this.#awareness.ownOf(participant),
      });
    }
    const asks = this.#awareness.asks();
    const history = this.#history.hibernated();
    return { room: { record, participants, asks, history }, isWhole, sweepByMs };
  }

  /** Restores the participants without announcing or recording arrivals. */
  wake(
    { asks, history }: HibernatedRoom,
    participants: readonly (readonly [Participant, HibernatedParticipant])[],
  ): Attendance {
    for (const [participant] of participants) {
      this.#participants.add(participant);
      this.#metrics.participantOpened(participant.identity.role);
    }
    const attendance = this.#presence.wake();
    if (history !== undefined) this.#history.wake(history, attendance);
    for (const [participant, { own, inspects }] of participants) {
      if (own !== undefined) this.#awareness.wake(participant, own);
      if (inspects) this.#inspectors.asked(participant);
    }
    for (const ask of asks) this.#awareness.wakeAsk(ask);
    const { repair } = this.#document;
    if (repair !== undefined) this.#outbox.update(encodeUpdate(repair), undefined);
    return attendance;
  }

  /** Whether the history continues already, so that stored moments need not be read. */
  get hasHistory(): boolean {
    return this.#history.hasResumed;
  }

  /** Continues the history from the stored moments. */
  resumeHistory(kept: readonly Moment[]): void {
    if (!this.#closed && !this.#history.resume(kept)) this.#replication.recoverSoon();
  }

  /** Without storage nothing is recovered here, but by the process that opens the room next. */
  async #recoverHistory(isFirst: boolean): Promise<void> {
    this.#history.beginRecovery();
    const isWritten = await this.#journal.flush();
    const kept = isWritten ? await this.#loadHistory(this.id).catch(() => undefined) : undefined;
    if (!this.#closed) this.#history.recover(kept, isFirst);
  }

  /** Writes an event that happened outside the room into its history. */
  record(content: MomentContent): void {
    if (!this.#closed) this.#history.record(content);
  }

  /** Like `record`, for homes' statuses. The first of the processes that have presenters writes them. */
  recordStatuses({ by, units }: StatusChanges): void {
    if (this.attendance !== "here") return;
    for (const { node, person } of this.#replication.people()) {
      if (person.role === "agent" && node < this.#node) return;
    }
    for (const { unit, status } of units) {
      if (this.#document.hasTarget(`unit:${unit}`)) {
        this.record({ kind: "status", by, unit, status });
      }
    }
  }

  /** Sets the homes that a buyer likes: agents and inspectors see them in that buyer's awareness. */
  setHearts(subject: string, units: readonly string[]): void {
    this.#awareness.setHearts(subject, units);
  }

  /** Publishes a buyer's request to agents and inspectors. */
  setAsk(subject: string, ask: Ask): void {
    this.#awareness.setAsk(subject, ask);
  }

  /** Replaces the hearts of all buyers; a buyer who is not listed has none. */
  replaceHearts(hearts: Hearts): void {
    this.#awareness.replaceHearts(hearts);
  }

  /** Idempotent. */
  leave(participant: Participant): void {
    if (!this.#participants.delete(participant)) return;
    this.#inspectors.left(participant);
    this.#metrics.participantClosed(participant.identity.role);
    this.#awarenessThrottle.leave(participant);
    const { subject } = participant.identity;
    if (this.#presence.isHere(subject)) return;
    if (!this.#closed) this.#replication.departed(subject);
    this.#presence.left(participant);
  }

  get attendance(): Attendance {
    return this.#presence.attendance;
  }

  /** This room in other processes. */
  get replication(): Replication {
    return this.#replication;
  }

  /** Handles a received frame. `bytes` may be a view into a buffer that is reused after the call. */
  receive(participant: Participant, bytes: Uint8Array): void {
    if (!this.#participants.has(participant)) return;
    const kind = peekKind(bytes);
    this.#metrics.frameIn(kind, bytes.byteLength);
    this.#inspectors.inspection?.received(participant, kind, bytes);
    const decision = decideFrame(participant.identity.role, kind);
    if (decision === "no_awareness" && participant.consumeEcho()) return;
    const frame = decision === "allowed" ? readFrame(kind, bytes) : undefined;
    if (frame !== undefined) this.#handle(participant, frame);
    else this.#turnAway(participant, decision === "allowed" ? "malformed" : decision, kind);
  }

  #handle(participant: Participant, frame: Frame): void {
    switch (frame.kind) {
      case "write":
        this.#write(participant, frame);
        return;
      case "awareness":
        this.#receiveAwareness(participant, frame.payload);
        return;
      case "step1":
        if (!this.#spendMessage(participant)) return;
        if (!this.#catchUp.missing(participant, frame.stateVector)) {
          this.#refuse(participant, "malformed", "step1");
        }
        return;
      case "query-awareness":
        if (this.#spendMessage(participant)) this.#catchUp.awareness(participant);
        return;
      case "inspect":
        if (this.#spendMessage(participant)) this.#inspectors.asked(participant);
        return;
      case "unknown":
        return;
    }
  }

  /** Others are sent the update's effect on the document, never its own bytes, which may contain more. */
  #write(participant: Participant, { update, isStep2 }: Frame & { kind: "write" }): void {
    if (participant.writes?.spend(this.#clock.now()) !== true) {
      this.#close(participant, "too_many_messages");
      return;
    }
    const before = this.#document.state;
    const stopTimer = this.#metrics.timeUpdate();
    const accepted = this.#document.accept(update);
    stopTimer();
    if (!accepted.ok) {
      const { key, message } = accepted.problem;
      // Written just after a reconnect; the step 2 under way contains it and its predecessors.
      const isEarly = !participant.hasSynced && !isStep2;
      if (isEarly && message === MISSES_PREDECESSORS) return;
      this.#refuse(participant, "invalid_state", `${key}: ${message}`);
      this.#close(participant, "invalid_state");
      return;
    }
    participant.hasSynced ||= isStep2;
    const { news, writers } = accepted.value;
    if (news === undefined) return;
    this.#awareness.reserveForAgents(writers);
    this.#outbox.update(encodeUpdate(news), participant);
    this.#journal.append(news);
    this.#history.changed(participant.identity, before, this.#document.state);
    this.#replication.update(news);
  }

  #receiveAwareness(participant: Participant, payload: Uint8Array): void {
    const isEcho = this.#awarenessThrottle.receive(participant, payload) === "ignored";
    if (!isEcho || !participant.consumeEcho()) this.#spendMessage(participant);
  }

  /** Counts a message. False when it exceeds the limit and the participant is being closed. */
  #spendMessage(participant: Participant): boolean {
    if (participant.messages.spend(this.#clock.now())) return true;
    this.#close(participant, "too_many_messages");
    return false;
  }

  /** A refused frame counts towards its sender's limit like an accepted one. */
  #turnAway(participant: Participant, refusal: Refusal, detail: string): void {
    this.#refuse(participant, refusal, detail);
    this.#spendMessage(participant);
  }

  #refuse(participant: Participant, refusal: Refusal, detail: string): void {
    this.#metrics.refused(refusal);
    this.#events.refused(this, participant, refusal, detail);
    this.#inspectors.inspection?.refused(participant, refusal, detail);
  }

  /** Closes a connection; frames in flight are ignored. */
  #close(participant: Participant, reason: CloseReason): void {
    participant.connection.close(reason);
    this.#inspectors.inspection?.closed(participant, reason);
    this.leave(participant);
  }

  /** Called once a second: heartbeats, owed full states, expired tokens. */
  sweep(): void {
    const nowMs = this.#clock.now();
    for (const participant of this.#participants) {
      if (participant.tokenExpiresAtMs <= nowMs) this.#close(participant, "token_expired");
      else this.#catchUp.sendDue(participant);
    }
    this.#awareness.renew();
    this.#replication.sweep(nowMs);
    this.#document.sweep();
    this.#history.sweep();
  }

  /** Closes the sockets whose identity matches. */
  closeThose(reason: CloseReason, isMeant: (identity: Identity) => boolean): void {
    for (const participant of this.#participants) {
      if (isMeant(participant.identity)) this.#close(participant, reason);
    }
  }

  /** Closes every socket with the reason. Must be followed by `close`. */
  closeAll(reason: CloseReason): void {
    this.#closeReason = reason;
    this.closeThose(reason, () => true);
  }

  /** Writes waiting updates and releases everything. Resolves to the number of updates that storage did not take. */
  async close(): Promise<number> {
    this.#closed = true;
    this.closeAll(this.#closeReason);
    // Until everything is written, other processes can get it only from this one.
    await this.#journal.flush();
    const { unwritten } = this.#journal;
    this.#replication.close();
    this.#journal.close();
    this.#awarenessThrottle.close();
    this.#outbox.close();
    this.#inspectors.close();
    this.#awareness.close();
    this.#document.close();
    return unwritten;
  }
}
