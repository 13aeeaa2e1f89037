import type { Log } from "../../log.ts";
import type { Participant } from "../participant.ts";
import type { RoomAwareness } from "../awareness/roomAwareness.ts";
import type { RoomDocument } from "../document/roomDocument.ts";
import type { PeerMessage, PeerState, RoomSummary } from "./message.ts";
import { peopleOf, type Peer } from "./peer.ts";

const NOTHING = new Uint8Array();

/** The replicated parts of a room. */
export interface ExchangeRoom {
  readonly id: string;
  readonly document: RoomDocument;
  readonly awareness: RoomAwareness;
  readonly participants: ReadonlySet<Participant>;
  /** An update of another process was merged; `news` is new in the document. */
  merged(news: Uint8Array, writers: Iterable<number>): void;
}

type Of<Kind extends PeerMessage["kind"]> = PeerMessage & { readonly kind: Kind };

/** Makes a room's document and states equal in all processes, with the sync protocol's request and reply. */
export class StateExchange {
  readonly #room: ExchangeRoom;
  readonly #log: Log;
  readonly #openedAt: number;
  /** The highest clock of the states sent to peers. */
  #sentClock = 0;
  #hasLoggedProblem = false;

  constructor(room: ExchangeRoom, log: Log, openedAt: number) {
    this.#room = room;
    this.#log = log;
    this.#openedAt = openedAt;
  }

  noteSent(states: readonly PeerState[]): void {
    for (const { clock } of states) this.#sentClock = Math.max(this.#sentClock, clock);
  }

  summary(): RoomSummary {
    const { document, participants } = this.#room;
    return {
      version: document.version,
      told: this.#sentClock,
      people: peopleOf(participants),
      openedAt: this.#openedAt,
    };
  }

  #statesHere(): readonly PeerState[] {
    const states = this.#room.awareness.localStates();
    this.noteSent(states);
    return states;
  }

  request(to: string | undefined): Of<"syncRequest"> {
    const vector = this.#room.document.stateVector();
    const states = this.#statesHere();
    return { kind: "syncRequest", to, report: this.summary(), vector, states };
  }

  reply(to: string, { report, vector }: Of<"syncRequest">): Of<"syncReply"> {
    const { document } = this.#room;
    const isSame = report.version === document.version;
    const states = this.#statesHere();
    return {
      kind: "syncReply",
      to,
      report: this.summary(),
      vector: document.stateVector(),
      states,
      update: (isSame ? undefined : document.missing(vector)) ?? NOTHING,
    };
  }

  /**
   * The changes that the replying process misses. This process has all of its changes now, so any difference is missing
   * there.
   */
  owedTo({ report, vector }: Of<"syncReply">): Uint8Array | undefined {
    const { document } = this.#room;
    return report.version === document.version ? undefined : document.missing(vector);
  }

  /** False when changes of the peer are missing here. */
  merge(peer: Peer, update: Uint8Array): boolean {
    const merged = this.#room.document.acceptFromPeer(update);
    if (merged === undefined) {
      const { id } = this.#room;
      this.#log.error(
        { room: id, node: peer.node, code: "peer_update_unreadable" },
        "merging another process' state failed",
      );
    }
    if (merged?.news !== undefined) this.#room.merged(merged.news, merged.writers);
    return merged?.isComplete === true;
  }

  applyStates(peer: Peer, { report, states }: Of<"syncRequest"> | Of<"syncReply">): void {
    peer.seenClock = report.told;
    peer.noteClocks(states);
    this.#room.awareness.applyRemote(peer.node, states, "all");
  }

  /** Whether the peer may have changes that are missing here. */
  isBehind(peer: Peer, { version, told }: RoomSummary): boolean {
    return version !== this.#room.document.version || told > peer.seenClock;
  }

  /** Logs once that the merged document is not a valid presentation. */
  check(): void {
    const { document, id } = this.#room;
    const { problem } = document;
    if (problem === undefined || this.#hasLoggedProblem) return;
    this.#hasLoggedProblem = true;
    const { key, message } = problem;
    this.#log.error({ room: id, key, code: "peer_state_unreadable" }, message);
  }
}
