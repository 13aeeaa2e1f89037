import type { Transport } from "../../schema/presentation/awareness.ts";
import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { Role } from "../../schema/values/roles.ts";
import type { AwarenessEntry } from "../protocol/encodeFrames.ts";
import { TokenBucket } from "../time/tokenBucket.ts";

/** The person of a connection, from its room token. */
export interface Identity {
  /** The token's subject: the same person's reconnects and tabs share it. */
  readonly subject: string;
  readonly role: Role;
  readonly name: string;
  /** A buyer that declined to be recorded: neither name nor attention nor hearts are stored. */
  readonly unrecorded?: boolean | undefined;
}

/**
 * The room's interface to one connection. `send` must not keep a reference past its own buffering, and never throws: a
 * broken connection reports itself to the gateway.
 */
export interface Connection {
  readonly transport: Transport;
  send(frame: Uint8Array): void;
  /** Sends several frames in one write. Optional: without it, frames are sent one by one. */
  sendTogether?(frames: readonly Uint8Array[]): void;
  /** Bytes passed to `send` that the kernel has not accepted yet. */
  backlogBytes(): number;
  close(reason: CloseReason): void;
  /** Measures the round trip and reports it when the answer arrives. Not every transport can. */
  measureRoundTrip?(measured: (roundTripMs: number) => void): void;
}

/** Observes frames sent to a participant and its close, while its room is inspected. */
export interface ParticipantInspection {
  sent(participant: Participant, frame: Uint8Array): void;
  closed(participant: Participant, reason: CloseReason): void;
}

/** Limits of an agent's updates and of everybody's other messages, awareness among them. */
export interface RateLimits {
  readonly updatesPerSecond: number;
  readonly awarenessPerSecond: number;
}

/** Maximum outstanding echoes: a stock client sends back every awareness frame it receives. */
const MAX_ECHOES = 1024;

/** A reader this far behind gets no more awareness and is owed one full document instead of the backlog. */
export const SOFT_BACKLOG_BYTES = 256 * 1024;
/** A connection this far behind is closed with 1013 and may reconnect. */
const HARD_BACKLOG_BYTES = 2 * 1024 * 1024;

/** Maximum missed departures; beyond it, the connection is given up. */
const MAX_MISSED_REMOVALS = 1024;

/** One authenticated connection in a room. */
export class Participant {
  readonly identity: Identity;
  readonly connection: Connection;
  readonly openedAtMs: number;
  /** Only an agent writes. */
  readonly writes: TokenBucket | undefined;
  readonly messages: TokenBucket;
  /** Expiry of the room token; the room handles the presentation's own. */
  tokenExpiresAtMs: number;
  lastSentAtMs: number;
  /** When it came into its room, by the clock that all processes share. */
  arrivedAt = 0;
  /** Something was withheld because it reads too slowly; it gets one full state when it has caught up. */
  owesFullSync = false;
  /** Its initial step 2 has been merged; from then on none of its updates may miss a predecessor. */
  hasSynced = false;
  /** Its own Yjs client id and last clock, from its first accepted state on. */
  own: { readonly clientId: number; readonly clock: number } | undefined;
  inspection: ParticipantInspection | undefined;
  /** Departures among withheld changes: a client never removes a state that is merely absent from a full state. */
  #missedRemovals: Map<number, AwarenessEntry> | undefined;
  #echoes = 0;
  #isGivenUp = false;

  constructor(
    identity: Identity,
    connection: Connection,
    limits: RateLimits,
    tokenExpiresAtMs: number,
    nowMs: number,
  ) {
    this.identity = identity;
    this.connection = connection;
    this.tokenExpiresAtMs = tokenExpiresAtMs;
    this.openedAtMs = nowMs;
    this.lastSentAtMs = nowMs;
    this.writes =
      identity.role === "agent" ? new TokenBucket(limits.updatesPerSecond, nowMs) : undefined;
    this.messages = new TokenBucket(limits.awarenessPerSecond, nowMs);
  }

  send(frame: Uint8Array, nowMs: number): void {
    this.lastSentAtMs = nowMs;
    this.connection.send(frame);
    this.inspection?.sent(this, frame);
  }

  sendTogether(frames: readonly Uint8Array[], nowMs: number): void {
    if (frames.length < 2 || this.connection.sendTogether === undefined) {
      for (const frame of frames) this.send(frame, nowMs);
      return;
    }
    this.lastSentAtMs = nowMs;
    this.connection.sendTogether(frames);
    for (const frame of frames) this.inspection?.sent(this, frame);
  }

  /** Whether it reads too slowly to be sent more. Closes it beyond `HARD_BACKLOG_BYTES`. */
  isBehind(): boolean {
    const backlogBytes = this.connection.backlogBytes();
    if (backlogBytes > HARD_BACKLOG_BYTES) this.#giveUp();
    return backlogBytes > SOFT_BACKLOG_BYTES;
  }

  /** Notes withheld awareness; departures among it are sent with the next full state. */
  missAwareness(entries: readonly AwarenessEntry[]): void {
    this.owesFullSync = true;
    for (const entry of entries) {
      if (entry.state !== null) continue;
      this.#missedRemovals ??= new Map();
      this.#missedRemovals.set(entry.clientId, entry);
    }
    if ((this.#missedRemovals?.size ?? 0) > MAX_MISSED_REMOVALS) this.#giveUp();
  }

  /** Takes the departures that the participant has missed. */
  takeMissedRemovals(): readonly AwarenessEntry[] {
    const removals = [...(this.#missedRemovals?.values() ?? [])];
    this.#missedRemovals = undefined;
    return removals;
  }

  /** May be called repeatedly: the backlog is checked until the socket has closed. */
  #giveUp(): void {
    if (this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.inspection?.closed(this, "overload");
    this.connection.close("overload");
  }

  /** An awareness frame was sent, so one echo of it is not counted. */
  expectEcho(): void {
    if (this.#echoes < MAX_ECHOES) this.#echoes += 1;
  }

  consumeEcho(): boolean {
    if (this.#echoes === 0) return false;
    this.#echoes -= 1;
    return true;
  }
}
