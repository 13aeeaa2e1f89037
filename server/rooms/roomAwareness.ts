import type { Clock } from "../clock.ts";
import { readOwnState, type OwnState } from "./awarenessPolicy.ts";
import type { RawAwarenessEntry } from "./frameReader.ts";
import type { AwarenessEntry } from "./frames.ts";
import { withHearts, type Hearts } from "./hearts.ts";
import { Ownership } from "./ownership.ts";
import type { Participant } from "./participant.ts";
import type { Refusal } from "./writePolicy.ts";

/** How long a state outlives its connection: a reconnect within it is no departure. */
const DEPARTURE_GRACE_MS = 4000;

/** One participant's published state. `holder` is the connection that may change it; none while it is gone. */
export interface PublishedState {
  readonly clientId: number;
  readonly clock: number;
  /** As it is told: `own` with what the server puts in. */
  readonly json: string;
  readonly own: string;
  readonly owner: Participant["identity"];
  readonly holder: Participant | undefined;
}

/** What of the room's document the awareness depends on. */
export interface AwarenessDocument {
  writers(): Iterable<number>;
  hasTarget(target: string): boolean;
}

/** A change to hand on: whose it is decides who receives it. */
export type Publish = (entry: AwarenessEntry, owner: Participant["identity"]) => void;

/**
 * The awareness states of a room. Kept without y-protocols' `Awareness`, which has a timer each and trusts client ids.
 * Clocks on the way out are the server's own and grow with time, so that a forged high clock freezes nobody and a
 * reconnect with an old clock is not ignored.
 */
export class RoomAwareness {
  readonly #clock: Clock;
  readonly #publish: Publish;
  readonly #hasTarget: (target: string) => boolean;
  readonly #ownership = new Ownership();
  readonly #states = new Map<number, PublishedState>();
  readonly #hearts: Hearts = new Map();
  readonly #departures = new Map<number, () => void>();
  #lastClock = 0;

  constructor(clock: Clock, document: AwarenessDocument, publish: Publish) {
    this.#clock = clock;
    this.#publish = publish;
    this.#hasTarget = (target) => document.hasTarget(target);
    this.#ownership.reserveForAgents(document.writers());
  }

  /** Keeps the ids that just wrote the document for agents: nobody else can have come by them honestly. */
  reserveForAgents(clientIds: Iterable<number>): void {
    this.#ownership.reserveForAgents(clientIds);
  }

  states(): Iterable<PublishedState> {
    return this.#states.values();
  }

  /**
   * Takes the participant's own entry of an update. Foreign ones are echoes or forgeries and end here unparsed.
   * "ignored" says that nothing of it was the participant's own news.
   */
  receive(
    participant: Participant,
    entries: readonly RawAwarenessEntry[],
  ): Refusal | "accepted" | "ignored" {
    const entry = entries.find((candidate) => this.#isOwn(participant, candidate));
    if (entry === undefined) return "ignored";
    if (participant.own !== undefined && entry.clock <= participant.own.clock) return "ignored";
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

  /** Before it is bound, whatever is not known as another's may be its own. */
  #isOwn(participant: Participant, entry: RawAwarenessEntry): boolean {
    if (participant.own !== undefined) return participant.own.clientId === entry.clientId;
    return this.#ownership.mayClaim(entry.clientId, participant.identity);
  }

  #bind(participant: Participant, entry: RawAwarenessEntry): boolean {
    if (!this.#ownership.claim(entry.clientId, participant.identity)) return false;
    if (participant.own === undefined) this.#dropAbandoned(participant, entry.clientId);
    participant.own = { clientId: entry.clientId, clock: entry.clock };
    return true;
  }

  /** A reloaded page comes back under a new id; its old one need not wait for the grace to pass. */
  #dropAbandoned(participant: Participant, clientId: number): void {
    for (const state of this.#states.values()) {
      const same = state.owner.subject === participant.identity.subject;
      if (same && state.holder === undefined && state.clientId !== clientId) {
        this.#remove(state.clientId);
      }
    }
  }

  #apply(participant: Participant, clientId: number, state: OwnState): void {
    this.#departures.get(clientId)?.();
    this.#departures.delete(clientId);
    if (state.kind === "left") {
      this.#remove(clientId);
      return;
    }
    this.#tell({ clientId, own: state.json, owner: participant.identity, holder: participant });
  }

  #tell(state: Pick<PublishedState, "clientId" | "own" | "owner" | "holder">): void {
    const { clientId, own, owner } = state;
    const clock = this.#nextClock();
    const json = withHearts(own, this.#hearts.get(owner.subject));
    this.#states.set(clientId, { ...state, clock, json });
    this.#publish({ clientId, clock, state: json }, owner);
  }

  /** The homes a buyer likes, told with every state of that buyer from now on. */
  setHearts(subject: string, units: readonly string[]): void {
    this.#hearts.set(subject, units);
    for (const state of this.#states.values()) {
      if (state.owner.subject === subject) this.#tell(state);
    }
  }

  /** By connection, never by id: what a newer connection holds stays. */
  leave(participant: Participant): void {
    const clientId = participant.own?.clientId;
    if (clientId === undefined) return;
    const state = this.#states.get(clientId);
    if (state?.holder !== participant) return;
    this.#states.set(clientId, { ...state, holder: undefined });
    this.#departures.set(
      clientId,
      this.#clock.after(DEPARTURE_GRACE_MS, () => this.#remove(clientId)),
    );
  }

  #remove(clientId: number): void {
    const state = this.#states.get(clientId);
    this.#departures.get(clientId)?.();
    this.#departures.delete(clientId);
    this.#states.delete(clientId);
    if (state === undefined) return;
    this.#ownership.release(clientId);
    this.#publish({ clientId, clock: this.#nextClock(), state: null }, state.owner);
  }

  #nextClock(): number {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#clock.now());
    return this.#lastClock;
  }

  close(): void {
    for (const cancel of this.#departures.values()) cancel();
    this.#departures.clear();
    this.#states.clear();
  }
}
