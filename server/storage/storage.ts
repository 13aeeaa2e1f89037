import type { UnitStatus } from "../../schema/catalogue/catalogue.ts";
import type { Moment } from "../../schema/history/moment.ts";
import type { FollowUpStorage } from "./followUps.ts";
import type { HistoryStorage } from "./history.ts";
import type { ListStorage } from "./lists.ts";
import type { PictureStorage } from "./pictures.ts";
import type { RecapStorage } from "./recaps.ts";
import type { WebhookStorage } from "./webhooks.ts";

/**
 * Storage. One contract suite runs against every implementation. Several processes may open the same storage, where
 * its engine allows it.
 * - Every method is asynchronous and MUST NOT block the event loop on I/O: a stalled disk delays no delivery.
 * - A resolved write MUST survive `kill -9` of the process.
 * - A failed call rejects with a `StorageError` and changes nothing.
 * - Bytes passed in MUST NOT be changed by the caller afterwards; returned bytes belong to the caller.
 */
export interface Storage {
  readonly documents: DocumentStorage;
  readonly presentations: PresentationStorage;
  readonly units: UnitStorage;
  readonly lists: ListStorage;
  readonly pictures: PictureStorage;
  readonly history: HistoryStorage;
  readonly recaps: RecapStorage;
  readonly followUps: FollowUpStorage;
  readonly webhooks: WebhookStorage;
  /** Resolves when the engine takes a write, which this call makes and which changes nothing. */
  ping(): Promise<void>;
  /** Finishes pending writes and closes. Idempotent. */
  close(): Promise<void>;
}

/** An update, or a snapshot that stands for many. */
export interface StoredPiece {
  /** Names this piece of its room, and no later one ever again. */
  readonly position: number;
  readonly bytes: Uint8Array;
}

/**
 * The documents of presentations, in pieces. Writes for a room without a stored presentation are dropped, so that a
 * late process does not bring back erased data.
 */
export interface DocumentStorage {
  /**
   * Every piece, by position; `undefined` when the room is not stored. One process' pieces come in the order of
   * writing, but a piece may come before its predecessor by another process: apply all before checking any.
   */
  load(room: string): Promise<readonly StoredPiece[] | undefined>;
  /**
   * Keeps updates after those already kept, and moments of the room's history with them, all or nothing. A moment replaces
   * one with the same `at`, `node` and `n`. Resolves to the positions of the updates it kept, in order.
   */
  append(
    room: string,
    updates: readonly Uint8Array[],
    moments?: readonly Moment[],
  ): Promise<readonly number[]>;
  /**
   * Replaces the pieces at exactly these positions, as far as they still exist, by one snapshot. Pass only pieces that
   * the snapshot contains: then no other process' piece is lost, and of two simultaneous calls both snapshots are
   * kept. Resolves to the snapshot's position; `undefined` when it was dropped.
   */
  compact(
    room: string,
    snapshot: Uint8Array,
    replaced: readonly number[],
  ): Promise<number | undefined>;
}

export type EndReason = "ended" | "expired" | "away";

export interface Ended {
  readonly atMs: number;
  readonly reason: EndReason;
}

export interface PresentationRecord {
  readonly id: string;
  readonly room: string;
  readonly project: string;
  readonly agent: { readonly id: string; readonly name: string };
  readonly buyerName: string | undefined;
  /** SHA-256 of the link's secret. The secret itself is never kept. */
  readonly secretHash: Uint8Array;
  /** Keyed hash of the PIN. */
  readonly pinHash: Uint8Array | undefined;
  readonly maxViewers: number;
  /** The id of the invitation to colleagues that is open. Its secret is derived from it and never kept. */
  readonly colleagueInvitation: string | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** When its agent first came in; `undefined` before. */
  readonly presentedAtMs: number | undefined;
  /** When its agent was last seen to leave; `undefined` while present or before the first time. */
  readonly awaySinceMs: number | undefined;
  /** When a process last reported its agent present; `undefined` before the first time. */
  readonly seenAtMs: number | undefined;
  readonly ended: Ended | undefined;
}

/** One buyer's stay. */
export interface VisitRecord {
  readonly participant: string;
  readonly name: string;
  readonly joinedAtMs: number;
  readonly leftAtMs: number | undefined;
}

/** Visits that are kept of one presentation; those of further participants are dropped. */
export const VISITS_KEPT = 1000;
/** Maximum visits of a listed presentation. */
export const VISITS_LISTED = 20;

/** A place in the list of an agent's presentations. */
export interface ListPosition {
  readonly createdAtMs: number;
  /** The engine's own order within a millisecond. */
  readonly order: number;
}

export interface ListedPresentation {
  readonly record: PresentationRecord;
  /** The latest `VISITS_LISTED`, by the time of joining. */
  readonly visits: readonly VisitRecord[];
  /** How many visits are kept. */
  readonly visitCount: number;
}

export interface PresentationPage {
  readonly presentations: readonly ListedPresentation[];
  /** Where the next page begins; `undefined` on the last one. */
  readonly next: ListPosition | undefined;
}

/** A home that a buyer likes. */
export interface HeartRecord {
  readonly participant: string;
  readonly unit: string;
  readonly atMs: number;
}

export interface PresentationStorage {
  /** Keeps the record and the document's first update together: both or neither. */
  create(record: PresentationRecord, firstUpdate: Uint8Array): Promise<void>;
  find(id: string): Promise<PresentationRecord | undefined>;
  /**
   * An agent's, or those of all: newest first, `limit` at most, from the beginning or after `after`. One query, however
   * many there are.
   */
  listPage(
    agentId: string | undefined,
    after: ListPosition | undefined,
    limit: number,
  ): Promise<PresentationPage>;
  /** Those that have not ended, for the sweep after a restart. */
  listOpen(): Promise<readonly PresentationRecord[]>;
  /** Open ones that have expired, or whose agent has been away for `awayMs` or was last reported that long ago. */
  listDue(nowMs: number, awayMs: number): Promise<readonly PresentationRecord[]>;
  /** How many have neither ended nor expired. */
  countLive(nowMs: number): Promise<number>;
  setExpiry(id: string, expiresAtMs: number): Promise<void>;
  /** Sets the agent's name as buyers see it. */
  setAgentName(id: string, name: string): Promise<void>;
  /** Its agent is there from this time on: no longer away. The first such time is kept as `presentedAtMs`. */
  setPresent(id: string, sinceMs: number): Promise<void>;
  /**
   * Reports the agents of these presentations present. Skips ended ones, and may skip one that is being changed: it is
   * called again soon.
   */
  touch(ids: readonly string[], nowMs: number): Promise<void>;
  /** Nothing happens when a process has seen the agent since. */
  setAwaySince(id: string, awaySinceMs: number): Promise<void>;
  /**
   * Opens this invitation to colleagues, unless one is open. Resolves to the one that is; `undefined` when the presentation
   * is not kept.
   */
  inviteColleagues(id: string, invitation: string): Promise<string | undefined>;
  /** No invitation to colleagues is open any more. */
  withdrawColleagues(id: string): Promise<void>;
  /** Ends it unless it has ended. Resolves to the end that holds: the first; `undefined` when it is not kept. */
  end(id: string, ended: Ended): Promise<Ended | undefined>;
  /**
   * Keeps a visit; the same participant's later call replaces the earlier, but for the time of the first joining. Beyond
   * `VISITS_KEPT` no further participant's is kept.
   */
  recordVisit(id: string, visit: VisitRecord): Promise<void>;
  listVisits(id: string): Promise<readonly VisitRecord[]>;
  /** Keeps a heart, or the one there is of the same home. "full": the participant has `most` others. */
  addHeart(id: string, heart: HeartRecord, most: number): Promise<"kept" | "full">;
  /** Nothing happens where there is none. */
  removeHeart(id: string, participant: string, unit: string): Promise<void>;
  /** Of all participants, oldest first. */
  listHearts(id: string): Promise<readonly HeartRecord[]>;
  /**
   * Deletes presentations that ended before the time, with their documents, histories, visits and hearts, from the
   * engine's files as well, as far as the engine allows it (README). Resolves to their number.
   */
  deleteEndedBefore(timeMs: number): Promise<number>;
  /**
   * Deletes one presentation in the same way, ended or not, if there is one. "later": no call finds it any more, and
   * the engine removes it from its files once readers release them; a repeated call reports the state.
   */
  erase(id: string): Promise<"erased" | "later">;
}

export interface UnitStatusRecord {
  readonly unit: string;
  readonly status: UnitStatus;
  readonly changedAtMs: number;
  readonly changedBy: string;
}

export interface UnitStorage {
  /** Every status that an agent set, and the project's version: it grows by one with each change, from 0. */
  list(project: string): Promise<{
    readonly version: number;
    readonly statuses: readonly UnitStatusRecord[];
  }>;
  /**
   * Sets one status. With `expectedVersion`, only if the project's version still is that one.
   * Resolves to the new version, or to "stale".
   */
  set(
    project: string,
    record: UnitStatusRecord,
    expectedVersion: number | undefined,
  ): Promise<number | "stale">;
}

export type StorageErrorCode = "storage_failed" | "newer_schema";

/** The engine failed: away, disk full, file locked or corrupt. `newer_schema`: a newer version of the server wrote it. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(message: string, options: ErrorOptions & { readonly code?: StorageErrorCode } = {}) {
    super(message, options);
    this.code = options.code ?? "storage_failed";
  }
}

/** Refuses data of a newer version, which this one would misread. */
export function refuseNewer(version: number, known: number): void {
  if (version <= known) return;
  throw new StorageError(
    `written by a newer version of this server (schema ${version}, this one knows ${known})`,
    { code: "newer_schema" },
  );
}
