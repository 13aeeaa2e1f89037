import type { Moment } from "../../schema/history/moment.ts";
import type { FollowUpStorage } from "./followUps.ts";
import type { HistoryStorage } from "./history.ts";
import type { ListStorage } from "./lists.ts";
import type { PictureStorage } from "./pictures.ts";
import type { RecapStorage } from "./recaps.ts";
import type { UnitStorage } from "./units.ts";
import type { WebhookStorage } from "./webhooks.ts";

/**
 * Storage. One contract suite runs against every implementation. Several processes may open the same storage if its
 * engine supports it.
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
  /** Resolves if the engine accepts a write; the write changes nothing. */
  ping(): Promise<void>;
  /** Finishes pending writes and closes. Idempotent. */
  close(): Promise<void>;
}

/** An update, or a snapshot that replaces many. */
export interface StoredPiece {
  /** Identifies this piece within its room; never reused. */
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
   * Stores updates after the existing ones, and moments of the room's history with them, all or nothing. A moment
   * replaces one with the same `at`, `node` and `n`. Resolves to the positions of the stored updates, in order.
   */
  append(
    room: string,
    updates: readonly Uint8Array[],
    moments?: readonly Moment[],
  ): Promise<readonly number[]>;
  /**
   * Replaces the pieces at exactly these positions, as far as they exist, by one snapshot. Pass only pieces that the
   * snapshot contains: then no other process' piece is lost, and two concurrent calls store both snapshots. Resolves to
   * the snapshot's position; `undefined` if it was dropped.
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
  /** SHA-256 of the link's secret. The secret itself is never stored. */
  readonly secretHash: Uint8Array;
  /** Keyed hash of the PIN. */
  readonly pinHash: Uint8Array | undefined;
  readonly maxViewers: number;
  /** The id of the open invitation for colleagues. Its secret is derived from it and never stored. */
  readonly colleagueInvitation: string | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** When its agent first joined; `undefined` before. */
  readonly presentedAtMs: number | undefined;
  /** When its agent was last seen leaving; `undefined` while present or before the first time. */
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

/** Maximum visits stored per presentation; those of further participants are dropped. */
export const VISITS_KEPT = 1000;
/** Maximum visits of a listed presentation. */
export const VISITS_LISTED = 20;

/** A position in the list of an agent's presentations. */
export interface ListPosition {
  readonly createdAtMs: number;
  /** The engine's own order within a millisecond. */
  readonly order: number;
}

export interface ListedPresentation {
  readonly record: PresentationRecord;
  /** The latest `VISITS_LISTED`, ordered by the time of joining. */
  readonly visits: readonly VisitRecord[];
  /** Number of stored visits. */
  readonly visitCount: number;
}

export interface PresentationPage {
  readonly presentations: readonly ListedPresentation[];
  /** Start of the next page; `undefined` on the last one. */
  readonly next: ListPosition | undefined;
}

/** A home that a buyer likes. */
export interface HeartRecord {
  readonly participant: string;
  readonly unit: string;
  readonly atMs: number;
}

export interface PresentationStorage {
  /** Stores the record and the document's first update together: both or neither. */
  create(record: PresentationRecord, firstUpdate: Uint8Array): Promise<void>;
  find(id: string): Promise<PresentationRecord | undefined>;
  /**
   * One agent's presentations, or all: newest first, `limit` at most, from the beginning or after `after`. One query,
   * whatever their number.
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
  /** Number of presentations that have neither ended nor expired. */
  countLive(nowMs: number): Promise<number>;
  setExpiry(id: string, expiresAtMs: number): Promise<void>;
  /** Sets the agent's name as buyers see it. */
  setAgentName(id: string, name: string): Promise<void>;
  /** Marks the agent present since this time. The first such time is stored as `presentedAtMs`. */
  setPresent(id: string, sinceMs: number): Promise<void>;
  /**
   * Reports the agents of these presentations present. Skips ended ones, and may skip rows being changed, since the call
   * is repeated soon.
   */
  touch(ids: readonly string[], nowMs: number): Promise<void>;
  /** Ignored if a process has seen the agent since. */
  setAwaySince(id: string, awaySinceMs: number): Promise<void>;
  /**
   * Opens this invitation for colleagues, unless one is open. Resolves to the open one; `undefined` if the presentation
   * does not exist.
   */
  inviteColleagues(id: string, invitation: string): Promise<string | undefined>;
  /** Withdraws the open invitation for colleagues. */
  withdrawColleagues(id: string): Promise<void>;
  /**
   * Ends it unless it has ended. Resolves to the first end, which stays; `undefined` if the presentation does not exist.
   */
  end(id: string, ended: Ended): Promise<Ended | undefined>;
  /**
   * Stores a visit; a later call of the same participant replaces it, except for the time of first joining. Beyond
   * `VISITS_KEPT` further participants are dropped.
   */
  recordVisit(id: string, visit: VisitRecord): Promise<void>;
  listVisits(id: string): Promise<readonly VisitRecord[]>;
  /** Stores a heart, or keeps the existing one of the same home. "full": the participant has `most` others. */
  addHeart(id: string, heart: HeartRecord, most: number): Promise<"kept" | "full">;
  /** Ignored if it does not exist. */
  removeHeart(id: string, participant: string, unit: string): Promise<void>;
  /** Of all participants, oldest first. */
  listHearts(id: string): Promise<readonly HeartRecord[]>;
  /**
   * Deletes presentations that ended before the time, with their documents, histories, visits and hearts, from the
   * engine's files as well, as far as the engine supports it (README). Resolves to their number.
   */
  deleteEndedBefore(timeMs: number): Promise<number>;
  /**
   * Deletes one presentation in the same way, ended or not, if it exists. "later": no call finds it any more, and the
   * engine removes it from its files once readers release them; a repeated call reports the state.
   */
  erase(id: string): Promise<"erased" | "later">;
}

export type StorageErrorCode = "storage_failed" | "newer_schema";

/**
 * The engine failed: unavailable, disk full, file locked or corrupt. `newer_schema`: written by a newer version of the
 * server.
 */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(message: string, options: ErrorOptions & { readonly code?: StorageErrorCode } = {}) {
    super(message, options);
    this.code = options.code ?? "storage_failed";
  }
}

/** Rejects data of a newer version, which this one would misread. */
export function refuseNewer(version: number, known: number): void {
  if (version <= known) return;
  throw new StorageError(
    `written by a newer version of this server (schema ${version}, this one knows ${known})`,
    { code: "newer_schema" },
  );
}
