import type {
  Ended,
  EndReason,
  ListedPresentation,
  PresentationPage,
  PresentationRecord,
} from "./storage.ts";

/** A row of both engines' presentation tables; column names are those of their migrations. */
export interface PresentationRow {
  readonly id: string;
  readonly room: string;
  readonly project: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly buyer_name: string | null;
  readonly secret_hash: Uint8Array;
  readonly pin_hash: Uint8Array | null;
  readonly max_viewers: number;
  readonly colleague_invitation: string | null;
  readonly created_at_ms: number;
  readonly expires_at_ms: number;
  readonly presented_at_ms: number | null;
  readonly away_since_ms: number | null;
  readonly seen_at_ms: number | null;
  readonly ended_at_ms: number | null;
  readonly end_reason: EndReason | null;
}

export type EndedRow = Pick<PresentationRow, "ended_at_ms" | "end_reason">;

export const toEnded = (row: EndedRow): Ended | undefined =>
  row.ended_at_ms === null || row.end_reason === null
    ? undefined
    : { atMs: row.ended_at_ms, reason: row.end_reason };

export const toRecord = (row: PresentationRow): PresentationRecord => ({
  id: row.id,
  room: row.room,
  project: row.project,
  agent: { id: row.agent_id, name: row.agent_name },
  buyerName: row.buyer_name ?? undefined,
  secretHash: row.secret_hash,
  pinHash: row.pin_hash ?? undefined,
  maxViewers: row.max_viewers,
  colleagueInvitation: row.colleague_invitation ?? undefined,
  createdAtMs: row.created_at_ms,
  expiresAtMs: row.expires_at_ms,
  presentedAtMs: row.presented_at_ms ?? undefined,
  awaySinceMs: row.away_since_ms ?? undefined,
  seenAtMs: row.seen_at_ms ?? undefined,
  ended: toEnded(row),
});

export const toRow = (record: PresentationRecord) =>
  ({
    id: record.id,
    room: record.room,
    project: record.project,
    agent_id: record.agent.id,
    agent_name: record.agent.name,
    buyer_name: record.buyerName ?? null,
    secret_hash: record.secretHash,
    pin_hash: record.pinHash ?? null,
    max_viewers: record.maxViewers,
    colleague_invitation: record.colleagueInvitation ?? null,
    created_at_ms: record.createdAtMs,
    expires_at_ms: record.expiresAtMs,
    presented_at_ms: record.presentedAtMs ?? null,
    away_since_ms: record.awaySinceMs ?? null,
    seen_at_ms: record.seenAtMs ?? null,
    ended_at_ms: record.ended?.atMs ?? null,
    end_reason: record.ended?.reason ?? null,
  }) satisfies PresentationRow;

/** A row of both engines' lists of presentations. */
export interface ListedRow extends PresentationRow {
  readonly list_order: number;
  readonly visit_count: number;
  /** JSON: the latest visits, each `[participant, name, joined_at_ms, left_at_ms]`; `null`: none. */
  readonly latest_visits: string | null;
}

type VisitTuple = readonly [string, string, number, number | null];

function toListed(row: ListedRow): ListedPresentation {
  const visits = JSON.parse(row.latest_visits ?? "[]") as readonly VisitTuple[];
  return {
    record: toRecord(row),
    visitCount: row.visit_count,
    visits: visits
      .map(([participant, name, joinedAtMs, leftAtMs]) => ({
        participant,
        name,
        joinedAtMs,
        leftAtMs: leftAtMs ?? undefined,
      }))
      .toSorted((one, other) => one.joinedAtMs - other.joinedAtMs),
  };
}

/** `rows` has one more than `limit` if there is a next page. */
export function toPage(rows: readonly ListedRow[], limit: number): PresentationPage {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    presentations: shown.map(toListed),
    next: last && { createdAtMs: last.created_at_ms, order: last.list_order },
  };
}
