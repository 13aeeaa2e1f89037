import type { Log } from "../../log.ts";
import type { Clock } from "../../time/clock.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Participant } from "../participant.ts";
import { decodePeerMessage, encodePeerMessage, encodePeerUpdate } from "./codec.ts";
import { StateExchange, type ExchangeRoom } from "./stateExchange.ts";
import type {
  PeerMessage,
  PeerState,
  PersonSummary,
  RoomSummary,
  RemoteCommand,
} from "./message.ts";
import type { Cluster } from "./cluster.ts";
import { Peer, peopleOf } from "./peer.ts";
import type { Replication } from "./replication.ts";
import { Resync, WAIT_MS } from "./resync.ts";
import { FailureDetector } from "./failureDetector.ts";
import type { RoomChannel } from "./roomChannel.ts";

/** Interval of heartbeats while peers are known; a peer whose state differs sends a request. */
const HEARTBEAT_MS = 8000;

/** The room, as replication uses it. */
export interface ReplicatedRoom extends ExchangeRoom {
  /** The participant's agent now presents from another process. */
  replaced(participant: Participant): void;
  /** A peer may have died before it wrote its updates: stores the document here. */
  keep(): void;
  /** The participants of other processes have changed. */
  peopleChanged(): void;
  /**
   * Other processes closed the room, died or were cut off, perhaps before they wrote their moments. `isFirst`: this
   * process is the first of the remaining ones.
   */
  recover(isFirst: boolean): void;
}

/** Receives decisions of other processes about the room's presentation. */
export interface CommandReceiver {
  execute(command: RemoteCommand): void;
  /** Commands may have been lost: reads the presentation again. */
  missed(): void;
}

export interface ReplicationDependencies {
  readonly node: string;
  readonly channel: RoomChannel;
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Log;
  readonly commands: CommandReceiver;
}

/**
 * Replicates the room to other processes. Changes are sent once, and only while there are peers; lost ones are
 * requested with the sync protocol's state vector, which also shows the peer what it misses itself.
 */
export class RoomReplication implements Replication {
  readonly #node: string;
  readonly #channel: RoomChannel;
  readonly #cluster: Cluster;
  readonly #clock: Clock;
  readonly #room: ReplicatedRoom;
  readonly #commands: CommandReceiver;
  readonly #peers = new Map<string, Peer>();
  /** Processes that closed the room; absent before the first. */
  #letGo: Set<string> | undefined;
  /** When each process opened the room, also of those that are gone; absent before the first. */
  #openings: Map<string, number> | undefined;
  readonly #exchange: StateExchange;
  readonly #resync: Resync;
  readonly #failureDetector: FailureDetector;
  #heartbeatAtMs = 0;
  #isRecoveryDue = false;
  /** Earliest time of a recovery: by then, a peer that asked all others has their replies. */
  #recoverAtMs = 0;

  constructor(dependencies: ReplicationDependencies, room: ReplicatedRoom) {
    const { node, channel, cluster, clock, log, commands } = dependencies;
    this.#node = node;
    this.#commands = commands;
    this.#channel = channel;
    this.#cluster = cluster;
    this.#clock = clock;
    this.#room = room;
    this.#exchange = new StateExchange(room, log, cluster.now());
    this.#resync = new Resync(clock, (to) => this.#publish(this.#exchange.request(to)));
    this.#failureDetector = new FailureDetector(cluster, {
      lost: (peer) => room.awareness.setUnreachable(peer.node, true),
      found: (peer) => room.awareness.setUnreachable(peer.node, false),
      gone: (peer) => this.#removePeer(peer.node, "gone"),
      keep: () => room.keep(),
    });
  }

  /** Starts to receive messages, and requests the peers' state as soon as they can reply. */
  start(): void {
    this.#channel.start({
      received: (from, message) => this.#received(from, message),
      missed: () => this.#missed(),
    });
  }

  *people(): Iterable<{ readonly node: string; readonly person: PersonSummary }> {
    for (const { node, people } of this.#peers.values()) {
      for (const person of people.values()) yield { node, person };
    }
  }

  has(subject: string): boolean {
    return [...this.#peers.values()].some(({ people }) => people.has(subject));
  }

  hasNode(node: string): boolean {
    return this.#peers.has(node);
  }

  hasLetGo(node: string): boolean {
    return this.#letGo?.has(node) === true;
  }

  nodesWith(subject: string): readonly string[] {
    return [...this.#peers.values()]
      .filter(({ people }) => people.has(subject))
      .map(({ node }) => node);
  }

  stampArrival(subject: string): number {
    let stamp = this.#cluster.now();
    for (const { people } of this.#peers.values()) {
      stamp = Math.max(stamp, (people.get(subject)?.arrivedAt ?? 0) + 1);
    }
    return stamp;
  }

  /** Nothing is encoded or sent while no other process has the room. */
  get #isActive(): boolean {
    return this.#resync.isWaiting || this.#peers.size > 0;
  }

  update(news: Uint8Array): void {
    if (this.#isActive) this.#channel.publish(encodePeerUpdate(news));
  }

  awareness(tellings: readonly AwarenessChange[]): void {
    if (!this.#isActive) return;
    const states: PeerState[] = [];
    for (const { entry, owner, own } of tellings) {
      if (own === undefined) continue;
      const { clientId, clock } = entry;
      states.push(
        own === null ? { clientId, clock, json: null } : { clientId, clock, json: own, owner },
      );
    }
    if (states.length === 0) return;
    this.#exchange.noteSent(states);
    this.#publish({ kind: "awareness", states });
  }

  arrived(participant: Participant): void {
    const [person] = peopleOf([participant]);
    if (this.#isActive && person) this.#publish({ kind: "arrived", person });
  }

  departed(subject: string): void {
    if (this.#isActive) this.#publish({ kind: "departed", subject });
  }

  send(news: RemoteCommand): void {
    if (this.#isActive) this.#publish(news);
  }

  #publish(message: Exclude<PeerMessage, { kind: "update" }>): void {
    this.#channel.publish(encodePeerMessage(message));
  }

  #missed(): void {
    this.#isRecoveryDue = true;
    this.#failureDetector.reconnected(this.#peers.values(), this.#clock.now());
    this.#resync.requestAll();
    this.#commands.missed();
  }

  #received(from: string, bytes: Uint8Array): void {
    const message = decodePeerMessage(bytes);
    if (message === undefined) return;
    switch (message.kind) {
      case "hearts":
      case "asked":
      case "extended":
      case "ended":
      case "withdrawn":
      case "attention":
      case "polled":
      case "statuses":
        this.#commands.execute(message);
        return;
      case "leave":
        this.#noteClosing(from);
        this.#removePeer(from, "left");
        return;
      default:
        this.#handle(this.#touchPeer(from, message.kind), message);
    }
  }

  /** Requests the full state of a peer that was unknown. */
  #touchPeer(from: string, kind: PeerMessage["kind"]): Peer {
    const nowMs = this.#clock.now();
    const known = this.#peers.get(from);
    const peer = known ?? new Peer(from, nowMs);
    this.#failureDetector.heard(peer, nowMs);
    if (known !== undefined) return known;
    this.#peers.set(from, peer);
    this.#heartbeatAtMs ||= nowMs + HEARTBEAT_MS;
    if (kind !== "syncRequest" && kind !== "syncReply") this.#resync.requestFrom(peer);
    return peer;
  }

  #handle(peer: Peer, message: Exclude<PeerMessage, RemoteCommand | { kind: "leave" }>): void {
    switch (message.kind) {
      case "update":
        return this.#merge(peer, message.update);
      case "awareness":
        peer.noteClocks(message.states);
        return this.#room.awareness.applyRemote(peer.node, message.states, "news");
      case "syncRequest":
        return this.#receiveRequest(peer, message);
      case "syncReply":
        return this.#receiveReply(peer, message);
      case "heartbeat":
        this.#applySummary(peer, message.report);
        if (this.#exchange.isBehind(peer, message.report)) this.#resync.requestFrom(peer);
        return undefined;
      case "arrived":
        peer.people.set(message.person.subject, message.person);
        return this.#replaceOlderTabs(peer);
      case "departed":
        peer.people.delete(message.subject);
        return this.#room.peopleChanged();
    }
  }

  #merge(peer: Peer, update: Uint8Array): void {
    if (!this.#exchange.merge(peer, update)) this.#resync.requestFrom(peer);
  }

  #noteClosing(node: string): void {
    this.#letGo ??= new Set();
    this.#letGo.add(node);
  }

  #applySummary(peer: Peer, report: RoomSummary): void {
    const { openedAt = 0 } = report;
    this.#openings ??= new Map();
    // A process that was cut off could not say that it closed the room before it opened it again.
    if (openedAt > (this.#openings.get(peer.node) ?? openedAt)) this.#noteClosing(peer.node);
    this.#openings.set(peer.node, openedAt);
    peer.replacePeople(report);
    this.#replaceOlderTabs(peer);
  }

  #receiveRequest(peer: Peer, question: PeerMessage & { kind: "syncRequest" }): void {
    this.#exchange.applyStates(peer, question);
    this.#applySummary(peer, question.report);
    if (question.to === undefined) this.#recoverWith();
    const isMeant = question.to === undefined || question.to === this.#node;
    if (isMeant) this.#publish(this.#exchange.reply(peer.node, question));
  }

  #receiveReply(peer: Peer, answer: PeerMessage & { kind: "syncReply" }): void {
    if (answer.to !== this.#node) return;
    if (answer.update.byteLength > 0) this.#merge(peer, answer.update);
    this.#exchange.applyStates(peer, answer);
    this.#applySummary(peer, answer.report);
    const owed = this.#exchange.owedTo(answer);
    if (owed !== undefined) this.#channel.publish(encodePeerUpdate(owed));
  }

  /**
   * Recovers the history at the same time as a peer that asked all others for what it missed. A peer that recovered alone
   * would leave a participant's departure to a process that does not know of it.
   */
  #recoverWith(): void {
    this.#isRecoveryDue = true;
    this.#recoverAtMs = this.#clock.now() + WAIT_MS;
  }

  /** Only one tab of an agent presents: the latest one, in any process. */
  #replaceOlderTabs(peer: Peer): void {
    for (const participant of this.#room.participants) {
      const { role, subject } = participant.identity;
      const other = role === "agent" ? peer.people.get(subject) : undefined;
      if (other?.role !== "agent") continue;
      const { arrivedAt } = participant;
      const isLater =
        other.arrivedAt === arrivedAt ? peer.node > this.#node : other.arrivedAt > arrivedAt;
      if (isLater) this.#room.replaced(participant);
    }
    this.#room.peopleChanged();
  }

  #removePeer(node: string, how: "left" | "gone"): void {
    if (!this.#peers.delete(node)) return;
    this.#isRecoveryDue = true;
    this.#room.awareness.peerLeft(node, how === "left");
    this.#room.peopleChanged();
  }

  recoverSoon(): void {
    this.#isRecoveryDue = true;
  }

  #recoverIfDue(): void {
    if (!this.#isRecoveryDue || this.#resync.isWaiting || !this.#cluster.isUp) return;
    if (this.#clock.now() < this.#recoverAtMs) return;
    this.#isRecoveryDue = false;
    this.#room.recover([...this.#peers.keys()].every((node) => node > this.#node));
  }

  sweep(nowMs: number): void {
    this.#recoverIfDue();
    if (!this.#isActive) return;
    for (const peer of this.#peers.values()) this.#failureDetector.watch(peer, nowMs);
    this.#resync.sweep(this.#peers.values(), this.#peers.size === 0);
    if (this.#peers.size > 0 && nowMs >= this.#heartbeatAtMs) this.#sendHeartbeat(nowMs);
  }

  #sendHeartbeat(nowMs: number): void {
    this.#heartbeatAtMs = nowMs + HEARTBEAT_MS;
    this.#publish({ kind: "heartbeat", report: this.#exchange.summary() });
    this.#exchange.check();
  }

  close(): void {
    if (this.#isActive) this.#publish({ kind: "leave" });
    this.#resync.isWaiting = false;
    this.#peers.clear();
    this.#channel.close();
  }
}
