import type { Clock } from "../../time/clock.ts";
import { SparseMap } from "../../sparseMap.ts";
import type { RoomLog } from "../metrics.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { Participant } from "../participant.ts";
import { decodePeerMessage, encodePeerMessage, encodePeerUpdate } from "./codec.ts";
import { StateExchange, type ExchangeRoom } from "./stateExchange.ts";
import type { PeerMessage, PeerState, Person, Report, RemoteCommand } from "./message.ts";
import type { Cluster } from "./cluster.ts";
import { Peer, peopleOf } from "./peer.ts";
import type { Replication } from "./replication.ts";
import { Resync } from "./resync.ts";
import { FailureDetector } from "./failureDetector.ts";
import type { RoomChannel } from "./roomChannel.ts";

/** While peers are known each is told this often what there should be; what differs is asked for. */
const BEAT_MS = 8000;
/** What the room does about its peers. */
export interface ReplicatedRoom extends ExchangeRoom {
  /** The participant's agent presents from another process now. */
  replaced(participant: Participant): void;
  /** A process may have died before it wrote what it told: what is here is to be written. */
  keep(): void;
  /** Others are known elsewhere than before. */
  peopleChanged(): void;
  heard(news: RemoteCommand): void;
  /** Something may have been said while nobody could hear it. */
  missed(): void;
}

export interface ReplicationDependencies {
  readonly node: string;
  readonly channel: RoomChannel;
  readonly nodes: Cluster;
  readonly clock: Clock;
  readonly log: RoomLog;
}

/**
 * The same room in other processes. What happens here is told to them once, while there are any; what may have been lost is
 * asked for with the sync protocol's own question, and whoever is asked learns by it what it misses itself.
 */
export class RoomReplication implements Replication {
  readonly #node: string;
  readonly #channel: RoomChannel;
  readonly #nodes: Cluster;
  readonly #clock: Clock;
  readonly #room: ReplicatedRoom;
  readonly #peers = new SparseMap<string, Peer>();
  readonly #exchange: StateExchange;
  readonly #questions: Resync;
  readonly #reach: FailureDetector;
  #beatAtMs = 0;

  constructor({ node, channel, nodes, clock, log }: ReplicationDependencies, room: ReplicatedRoom) {
    this.#node = node;
    this.#channel = channel;
    this.#nodes = nodes;
    this.#clock = clock;
    this.#room = room;
    this.#exchange = new StateExchange(room, log);
    this.#questions = new Resync(clock, (to) => this.#publish(this.#exchange.question(to)));
    this.#reach = new FailureDetector(nodes, {
      lost: (peer) => room.awareness.setReach(peer.node, true),
      found: (peer) => room.awareness.setReach(peer.node, false),
      gone: (peer) => this.#lose(peer.node, "gone"),
      keep: () => room.keep(),
    });
  }

  /** Hears of others from now on, and asks them as soon as they can hear it. */
  start(): void {
    this.#channel.start({
      received: (from, message) => this.#received(from, message),
      missed: () => this.#missed(),
    });
  }

  *people(): Iterable<{ readonly node: string; readonly person: Person }> {
    for (const { node, people } of this.#peers.values()) {
      for (const person of people.values()) yield { node, person };
    }
  }

  has(subject: string): boolean {
    return [...this.#peers.values()].some(({ people }) => people.has(subject));
  }

  stamp(subject: string): number {
    let stamp = this.#nodes.now();
    for (const { people } of this.#peers.values()) {
      stamp = Math.max(stamp, (people.get(subject)?.arrivedAt ?? 0) + 1);
    }
    return stamp;
  }

  /** Nothing is paid for it while nobody else has the room. */
  get #isTelling(): boolean {
    return this.#questions.isWaiting || this.#peers.size > 0;
  }

  update(news: Uint8Array): void {
    if (this.#isTelling) this.#channel.publish(encodePeerUpdate(news));
  }

  awareness(tellings: readonly AwarenessChange[]): void {
    if (!this.#isTelling) return;
    const states: PeerState[] = [];
    for (const { entry, owner, own } of tellings) {
      if (own === undefined) continue;
      const { clientId, clock } = entry;
      states.push(
        own === null ? { clientId, clock, json: null } : { clientId, clock, json: own, owner },
      );
    }
    if (states.length === 0) return;
    this.#exchange.noteTold(states);
    this.#publish({ kind: "awareness", states });
  }

  arrived(participant: Participant): void {
    const [person] = peopleOf([participant]);
    if (this.#isTelling && person) this.#publish({ kind: "arrived", person });
  }

  departed(subject: string): void {
    if (this.#isTelling) this.#publish({ kind: "departed", subject });
  }

  tell(news: RemoteCommand): void {
    if (this.#isTelling) this.#publish(news);
  }

  #publish(message: Exclude<PeerMessage, { kind: "update" }>): void {
    this.#channel.publish(encodePeerMessage(message));
  }

  #missed(): void {
    this.#reach.isBack(this.#peers.values(), this.#clock.now());
    this.#questions.all();
    this.#room.missed();
  }

  #received(from: string, bytes: Uint8Array): void {
    const message = decodePeerMessage(bytes);
    if (message === undefined) return;
    switch (message.kind) {
      case "hearts":
      case "extended":
      case "ended":
      case "withdrawn":
      case "attention":
      case "polled":
        this.#room.heard(message);
        return;
      case "bye":
        this.#lose(from, "left");
        return;
      default:
        this.#handle(this.#heard(from, message.kind), message);
    }
  }

  /** Of whom only a part was heard so far the rest is asked for. */
  #heard(from: string, kind: PeerMessage["kind"]): Peer {
    const nowMs = this.#clock.now();
    const known = this.#peers.get(from);
    const peer = known ?? new Peer(from, nowMs);
    this.#reach.heard(peer, nowMs);
    if (known !== undefined) return known;
    this.#peers.set(from, peer);
    this.#beatAtMs ||= nowMs + BEAT_MS;
    if (kind !== "hello" && kind !== "answer") this.#questions.one(peer);
    return peer;
  }

  #handle(peer: Peer, message: Exclude<PeerMessage, RemoteCommand | { kind: "bye" }>): void {
    switch (message.kind) {
      case "update":
        return this.#merge(peer, message.update);
      case "awareness":
        peer.tell(message.states);
        return this.#room.awareness.hear(peer.node, message.states, "news");
      case "hello":
        return this.#hearQuestion(peer, message);
      case "answer":
        return this.#hearAnswer(peer, message);
      case "beat":
        this.#learn(peer, message.report);
        if (this.#exchange.isBehind(peer, message.report)) this.#questions.one(peer);
        return undefined;
      case "arrived":
        peer.people.set(message.person.subject, message.person);
        return this.#meet(peer);
      case "departed":
        peer.people.delete(message.subject);
        return this.#room.peopleChanged();
    }
  }

  #merge(peer: Peer, update: Uint8Array): void {
    if (!this.#exchange.merge(peer, update)) this.#questions.one(peer);
  }

  #learn(peer: Peer, report: Report): void {
    peer.replacePeople(report);
    this.#meet(peer);
  }

  #hearQuestion(peer: Peer, question: PeerMessage & { kind: "hello" }): void {
    this.#exchange.hearStates(peer, question);
    this.#learn(peer, question.report);
    const isMeant = question.to === undefined || question.to === this.#node;
    if (isMeant) this.#publish(this.#exchange.answer(peer.node, question));
  }

  #hearAnswer(peer: Peer, answer: PeerMessage & { kind: "answer" }): void {
    if (answer.to !== this.#node) return;
    if (answer.update.byteLength > 0) this.#merge(peer, answer.update);
    this.#exchange.hearStates(peer, answer);
    this.#learn(peer, answer.report);
    const owed = this.#exchange.owedTo(answer);
    if (owed !== undefined) this.#channel.publish(encodePeerUpdate(owed));
  }

  /** One tab of an agent presents: the one that came last, in whichever process. */
  #meet(peer: Peer): void {
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

  #lose(node: string, how: "left" | "gone"): void {
    if (!this.#peers.delete(node)) return;
    this.#room.awareness.peerLeft(node, how === "left");
    this.#room.peopleChanged();
  }

  sweep(nowMs: number): void {
    if (!this.#isTelling) return;
    for (const peer of this.#peers.values()) this.#reach.watch(peer, nowMs);
    this.#questions.sweep(this.#peers.values(), this.#peers.size === 0);
    if (this.#peers.size > 0 && nowMs >= this.#beatAtMs) this.#beat(nowMs);
  }

  #beat(nowMs: number): void {
    this.#beatAtMs = nowMs + BEAT_MS;
    this.#publish({ kind: "beat", report: this.#exchange.report() });
    this.#exchange.check();
  }

  close(): void {
    if (this.#isTelling) this.#publish({ kind: "bye" });
    this.#questions.isWaiting = false;
    this.#peers.clear();
    this.#channel.close();
  }
}
