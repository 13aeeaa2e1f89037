import type { Clock } from "../../time/clock.ts";
import { readOwnState, type OwnFields, type OwnState } from "./awarenessPolicy.ts";
import type { RawAwarenessEntry } from "../../protocol/decodeFrames.ts";
import type { Ask } from "../../../schema/presentation/awareness.ts";
import { ASK_MS, MARK_MS } from "../../../schema/presentation/ask.ts";
import { withServerFields, type Hearts } from "./hearts.ts";
import { ClientIdOwnership } from "./clientIdOwnership.ts";
import type { AwarenessChange } from "../delivery/outgoingFrames.ts";
import type { HibernatedAsk, HibernatedParticipant } from "../hibernatedRoom.ts";
import type { Participant } from "../participant.ts";
import type { PeerState } from "../replication/message.ts";
import { isLater, isOf, type PublishedState } from "./publishedState.ts";
import type { Refusal } from "../writePolicy.ts";

/** How long a state outlives its connection: a reconnect within it is no departure. */
const DEPARTURE_GRACE_MS = 4000;

/**
 * y-protocols drops a state that has not been renewed for 30 s. A page renews its own every 15 s, but the timers of a hidden
 * one run once a minute, so states of open connections are renewed here.
 */
const RENEW_MS = 20_000;

/** The part of the room's document that awareness depends on. */
export interface AwarenessDocument {
  writers(): Iterable<number>;
  hasTarget(target: string): boolean;
}

/** Id of this process, and the clock that all processes share. */
export interface LocalNode {
  readonly node: string;
  now(): number;
}

/** Publishes a change; its owner decides which participants receive it. */
export type Publish = (telling: AwarenessChange) => void;

type OwnHibernated = NonNullable<HibernatedParticipant["own"]>;

interface PendingAsk {
  readonly ask: Ask;
  readonly untilMs: number;
  readonly cancel: () => void;
}

/** Result of an entry. "ignored": it was not a newer state of the participant's own. */
type EntryOutcome = Refusal | "accepted" | "ignored";

/**
 * The awareness states of a room, of local participants and of those in other processes. Kept without y-protocols'
 * `Awareness`, which has a timer each and trusts client ids. Outgoing clocks are the server's own and grow with time,
 * so that a forged high clock blocks nobody and a reconnect with an old clock is not ignored.
 */
export class RoomAwareness {
  readonly #clock: Clock;
  readonly #self: LocalNode;
  readonly #publish: Publish;
  readonly #hasTarget: (target: string) => boolean;
  readonly #ownership = new ClientIdOwnership();
  readonly #states = new Map<number, PublishedState>();
  /** By buyer; absent before the first heart. */
  #hearts: Map<string, readonly string[]> | undefined;
  /** By buyer, with a function that cancels its expiry. */
  #asks: Map<string, PendingAsk> | undefined;
  /** Functions that cancel a due removal, by client id. */
  #departures: Map<number, () => void> | undefined;
  #lastClock = 0;

  constructor(clock: Clock, self: LocalNode, document: AwarenessDocument, publish: Publish) {
    this.#clock = clock;
    this.#self = self;
    this.#publish = publish;
    this.#hasTarget = (target) => document.hasTarget(target);
    this.#ownership.reserveForAgents(document.writers());
  }

  /** Reserves the ids that just wrote the document for agents: only a forger would use them elsewhere. */
  reserveForAgents(clientIds: Iterable<number>): void {
    this.#ownership.reserveForAgents(clientIds);
  }

  states(): Iterable<PublishedState> {
    return this.#states.values();
  }

  /** The participant's own newer entry of a frame. Other entries are echoes or forgeries and are dropped unparsed. */
  findOwnEntry(
    participant: Participant,
    entries: readonly RawAwarenessEntry[],
  ): RawAwarenessEntry | undefined {
    const entry = entries.find((candidate) => this.#isOwn(participant, candidate));
    const { own } = participant;
    return entry === undefined || (own !== undefined && entry.clock <= own.clock)
      ? undefined
      : entry;
  }

  /** Validates the participant's own entry and publishes it. */
  applyLocal(participant: Participant, entry: RawAwarenessEntry): EntryOutcome {
    const state = readOwnState(
      participant.identity,
      participant.connection.transport,
      entry,
      this.#hasTarget,
    );
    if (!state.ok) return state.problem;
    if (participant.own === undefined && state.value.kind === "left") return "ignored";
    if (!this.#bind(participant, entry)) return "foreign_client";
    this.#apply(participant, entry.clientId, state.value);
    return "accepted";
  }

  /** Whether the state under its id is this connection's, and not a later connection's. */
  hasStateOf(participant: Participant): boolean {
    const { own } = participant;
    const holder = own && this.#states.get(own.clientId)?.holder;
    return holder?.kind === "here" && holder.participant === participant;
  }

  /** Before an id is bound, any id that is not bound to another subject may be the participant's. */
  #isOwn(participant: Participant, entry: RawAwarenessEntry): boolean {
    if (participant.own !== undefined) return participant.own.clientId === entry.clientId;
    return this.#ownership.mayClaim(entry.clientId, participant.identity);
  }

  #bind(participant: Participant, entry: RawAwarenessEntry): boolean {
    if (!this.#ownership.claim(entry.clientId, participant.identity)) return false;
    if (participant.own === undefined) {
      this.#dropAbandoned(participant.identity.subject, entry.clientId);
    }
    participant.own = { clientId: entry.clientId, clock: entry.clock };
    return true;
  }

  /** A reloaded page has a new id; the old one is removed without waiting for the grace period. */
  #dropAbandoned(subject: string, clientId: number): void {
    for (const state of this.#states.values()) {
      const isAbandoned = this.#isDeparting(state.clientId) || state.isLost;
      if (state.owner.subject === subject && isAbandoned && state.clientId !== clientId) {
        this.#remove(state.clientId);
      }
    }
  }

  #apply(participant: Participant, clientId: number, state: OwnState): void {
    if (state.kind === "left") {
      this.#remove(clientId);
      return;
    }
    const { json: own, fields } = state;
    const { identity: owner } = participant;
    const holder = { kind: "here", participant } as const;
    this.#publishState({ clientId, own, owner, holder, isLost: false }, fields);
  }

  /** Applies states that another process holds: all of them, or changes to some. */
  applyRemote(node: string, entries: readonly PeerState[], are: "all" | "news"): void {
    if (are === "all") this.#dropUnheld(node, entries);
    for (const entry of entries) {
      this.#lastClock = Math.max(this.#lastClock, entry.clock);
      if (entry.json === null) this.#removeOf(node, entry.clientId);
      else this.#applyRemoteState(node, entry);
    }
  }

  #applyRemoteState(node: string, entry: PeerState & { readonly json: string }): void {
    const { clientId, clock, owner, json } = entry;
    if (!this.#ownership.settle(clientId, owner)) return;
    const known = this.#states.get(clientId);
    const isSame = known?.owner.subject === owner.subject;
    if (known !== undefined && isSame && !isLater({ clock, node }, known, this.#self.node)) return;
    if (known === undefined) this.#dropAbandoned(owner.subject, clientId);
    this.#publishState({
      clientId,
      own: json,
      owner,
      holder: { kind: "peer", node, clock },
      isLost: false,
    });
  }

  /** Only its holder may remove a state: the participant may have reconnected to another process already. */
  #removeOf(node: string, clientId: number): void {
    const state = this.#states.get(clientId);
    if (state !== undefined && isOf(state, node)) this.#remove(clientId);
  }

  #dropUnheld(node: string, held: readonly PeerState[]): void {
    const ids = new Set(held.map(({ clientId }) => clientId));
    for (const state of this.#states.values()) {
      if (isOf(state, node) && !ids.has(state.clientId)) this.#remove(state.clientId);
    }
  }

  /** The states of local participants, as sent to other processes. */
  localStates(): readonly PeerState[] {
    return [...this.#states.values()]
      .filter(({ holder }) => holder.kind === "here")
      .map(({ clientId, clock, own, owner }) => ({ clientId, clock, json: own, owner }));
  }

  /** A process has closed the room: its participants have the grace period to reconnect elsewhere, or none. */
  peerLeft(node: string, hasGrace: boolean): void {
    for (const state of this.#states.values()) {
      if (!isOf(state, node)) continue;
      if (hasGrace) this.#departLater(state.clientId);
      else this.#remove(state.clientId);
    }
  }

  /**
   * Publishes whether the participants of a process are unreachable. Repeated, since clients drop states that grow
   * old.
   */
  setUnreachable(node: string, isLost: boolean): void {
    for (const state of this.#states.values()) {
      if (isOf(state, node) && (isLost || state.isLost)) this.#publishState({ ...state, isLost });
    }
  }

  /** Renews the states of open local connections that have not renewed themselves. Clocks are times in ms. */
  renew(): void {
    const dueClock = this.#self.now() - RENEW_MS;
    for (const state of this.#states.values()) {
      const isOpen = state.holder.kind === "here" && !this.#isDeparting(state.clientId);
      if (isOpen && state.clock <= dueClock) this.#publishState(state);
    }
  }

  #publishState(state: Omit<PublishedState, "clock" | "json">, fields?: OwnFields): void {
    const { clientId, own, owner, holder, isLost } = state;
    this.#cancelDeparture(clientId);
    const clock = this.#clockFor(state);
    const added = {
      hearts: this.#hearts?.get(owner.subject),
      ask: this.#asks?.get(owner.subject)?.ask,
    };
    const json = withServerFields(own, added, isLost);
    this.#states.set(clientId, { clientId, own, owner, holder, isLost, clock, json });
    this.#publish({
      entry: { clientId, clock, state: json },
      owner,
      own: holder.kind === "here" ? own : undefined,
      fields,
    });
  }

  /**
   * A reported state keeps its clock if possible, so that a client that alternates between both processes receives it
   * once.
   */
  #clockFor({ clientId, holder }: Pick<PublishedState, "clientId" | "holder">): number {
    const known = this.#states.get(clientId);
    const heard = holder.kind === "peer" ? holder.clock : 0;
    return known !== undefined && heard > known.clock ? heard : this.#nextClock();
  }

  /** Sets the homes that a buyer likes; published with every state of that buyer from now on. */
  setHearts(subject: string, units: readonly string[]): void {
    this.#hearts ??= new Map();
    this.#hearts.set(subject, units);
    this.#republishOf(subject);
  }

  /** Sets a buyer's request, published with the buyer's state until it expires. */
  setAsk(subject: string, ask: Ask): void {
    const lifeMs = ask.mark === undefined ? ASK_MS : MARK_MS;
    this.wakeAsk({ subject, ask, untilMs: this.#clock.now() + lifeMs });
  }

  /** Like `setAsk`, with a given expiry. */
  wakeAsk({ subject, ask, untilMs }: HibernatedAsk): void {
    this.#asks ??= new Map();
    this.#asks.get(subject)?.cancel();
    const cancel = this.#clock.after(Math.max(0, untilMs - this.#clock.now()), () => {
      this.#asks?.delete(subject);
      if (this.#asks?.size === 0) this.#asks = undefined;
      this.#republishOf(subject);
    });
    this.#asks.set(subject, { ask, untilMs, cancel });
    this.#republishOf(subject);
  }

  asks(): readonly HibernatedAsk[] {
    return [...(this.#asks ?? [])].map(([subject, { ask, untilMs }]) => ({
      subject,
      ask,
      untilMs,
    }));
  }

  /** The participant's own id and state; `undefined` before its first state. */
  ownOf(participant: Participant): HibernatedParticipant["own"] {
    const { own } = participant;
    if (own === undefined) return undefined;
    const isHeld = this.hasStateOf(participant);
    return {
      clientId: own.clientId,
      state: isHeld ? this.#states.get(own.clientId)?.own : undefined,
    };
  }

  /** Restores a participant's own state, and sends it to everybody, since their copies may be old. */
  wake(participant: Participant, { clientId, state: own }: OwnHibernated): void {
    const { identity: owner } = participant;
    if (!this.#ownership.claim(clientId, owner)) return;
    participant.own = { clientId, clock: -1 };
    if (own === undefined) return;
    const holder = { kind: "here", participant } as const;
    this.#publishState({ clientId, own, owner, holder, isLost: false });
  }

  /** Time in ms of the oldest state of an open connection; `Infinity` if there is none. */
  get oldestAtMs(): number {
    let oldestMs = Infinity;
    for (const { clock, holder } of this.#states.values()) {
      if (holder.kind === "here") oldestMs = Math.min(oldestMs, clock);
    }
    return oldestMs;
  }

  #republishOf(subject: string): void {
    for (const state of this.#states.values()) {
      if (state.owner.subject === subject) this.#republish(state);
    }
  }

  /** Publishes a state again; a departure that is due stays due. */
  #republish(state: PublishedState): void {
    const isGoing = this.#isDeparting(state.clientId);
    this.#publishState(state);
    if (isGoing) this.#departLater(state.clientId);
  }

  /** Replaces the hearts of all buyers; a buyer who is not listed has none. */
  replaceHearts(hearts: Hearts): void {
    for (const subject of new Set([...(this.#hearts?.keys() ?? []), ...hearts.keys()])) {
      const units = hearts.get(subject) ?? [];
      if (units.join() !== (this.#hearts?.get(subject) ?? []).join())
        this.setHearts(subject, units);
    }
  }

  /** Starts the departure of the participant's state. A state that a newer connection holds under the same id stays. */
  leave(participant: Participant): void {
    const { own } = participant;
    if (own !== undefined && this.hasStateOf(participant)) this.#departLater(own.clientId);
  }

  #departLater(clientId: number): void {
    this.#cancelDeparture(clientId);
    this.#departures ??= new Map();
    this.#departures.set(
      clientId,
      this.#clock.after(DEPARTURE_GRACE_MS, () => this.#remove(clientId)),
    );
  }

  #isDeparting(clientId: number): boolean {
    return this.#departures?.has(clientId) === true;
  }

  #cancelDeparture(clientId: number): void {
    this.#departures?.get(clientId)?.();
    this.#departures?.delete(clientId);
    if (this.#departures?.size === 0) this.#departures = undefined;
  }

  #remove(clientId: number): void {
    const state = this.#states.get(clientId);
    this.#cancelDeparture(clientId);
    this.#states.delete(clientId);
    if (state === undefined) return;
    this.#ownership.release(clientId);
    this.#publish({
      entry: { clientId, clock: this.#nextClock(), state: null },
      owner: state.owner,
      own: state.holder.kind === "here" ? null : undefined,
    });
  }

  #nextClock(): number {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#self.now());
    return this.#lastClock;
  }

  close(): void {
    for (const { cancel } of this.#asks?.values() ?? []) cancel();
    this.#asks = undefined;
    for (const cancel of this.#departures?.values() ?? []) cancel();
    this.#departures = undefined;
    this.#states.clear();
  }
}
