import type { Ask } from "../../schema/presentation/awareness.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { HibernatedHistory } from "./history/roomHistory.ts";
import type { Connection, Identity } from "./participant.ts";

/** One connection of a hibernated room. */
export interface HibernatedParticipant {
  /** The host's name for the connection, which outlives the memory of the process. */
  readonly key: string;
  readonly identity: Identity;
  /** Expiry of the room token; `undefined` if the token lives as long as the presentation. */
  readonly tokenExpiresAtMs: number | undefined;
  readonly openedAtMs: number;
  readonly arrivedAt: number;
  readonly hasSynced: boolean;
  /** Whether it is an inspector that was sent the room's events. */
  readonly inspects: boolean;
  /** Its Yjs client id, and the state published under it as JSON. */
  readonly own: { readonly clientId: number; readonly state: string | undefined } | undefined;
}

/** A buyer's request and its expiry. */
export interface HibernatedAsk {
  readonly subject: string;
  readonly ask: Ask;
  readonly untilMs: number;
}

/**
 * The live state of a room that storage does not have, as plain values. With it the room continues in another process,
 * or in the same one after its memory was lost, with the same connections, as if nothing had happened.
 */
export interface HibernatedRoom {
  readonly record: PresentationRecord;
  readonly participants: readonly HibernatedParticipant[];
  readonly asks: readonly HibernatedAsk[];
  /** `undefined` while the stored history has not been read: then it is read after waking. */
  readonly history: HibernatedHistory | undefined;
}

/** The stored state of a hibernated room. */
export interface Hibernation {
  readonly room: HibernatedRoom;
  /** Whether every connection can be restored and no timer is needed. */
  readonly isWhole: boolean;
  /** When the room must be swept again at the latest, in ms: before clients reconnect or drop states, or a token expires. */
  readonly sweepByMs: number;
}

/** The host's name for a connection; `undefined` for one that does not outlive the memory of the process. */
export type ConnectionKey = (connection: Connection) => string | undefined;

/** A restored connection of this name; `undefined` if it closed meanwhile. */
export type FindConnection = (key: string) => Connection | undefined;
