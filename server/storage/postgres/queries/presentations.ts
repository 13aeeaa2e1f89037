import {
  toEnded,
  toPage,
  toRecord,
  toRow,
  type EndedRow,
  type ListedRow,
  type PresentationRow,
} from "../../presentationRow.ts";
import { VISITS_LISTED, type PresentationRecord, type PresentationStorage } from "../../storage.ts";
import type { Database, Query } from "../database.ts";
import { openErasure } from "./erasure.ts";
import { openPeople } from "./people.ts";

/** Skips locked rows: one stalled process must not block the others' reports. */
const TOUCH = `
  UPDATE offplan.presentations AS seen
  SET away_since_ms = NULL, seen_at_ms = greatest(seen.seen_at_ms, $2)
  FROM (
    SELECT id FROM offplan.presentations
    WHERE id = ANY ($1::text[]) AND ended_at_ms IS NULL
    FOR NO KEY UPDATE SKIP LOCKED
  ) AS open
  WHERE seen.id = open.id`;

const SET_PRESENT = `
  UPDATE offplan.presentations
  SET away_since_ms = NULL, presented_at_ms = coalesce(presented_at_ms, $2),
    seen_at_ms = greatest(seen_at_ms, $2)
  WHERE id = $1`;

const SET_AWAY = `
  UPDATE offplan.presentations SET away_since_ms = $2
  WHERE id = $1 AND (seen_at_ms IS NULL OR seen_at_ms <= $2)`;

const INVITE = `
  UPDATE offplan.presentations SET colleague_invitation = coalesce(colleague_invitation, $2)
  WHERE id = $1
  RETURNING colleague_invitation AS invitation`;

/** Rewrites an ended row unchanged, so that two concurrent calls both return the first end. */
const END = `
  UPDATE offplan.presentations
  SET ended_at_ms = coalesce(ended_at_ms, $2), end_reason = coalesce(end_reason, $3)
  WHERE id = $1
  RETURNING ended_at_ms, end_reason`;

const SELECT = "SELECT * FROM offplan.presentations";

/** The inner query limits the page, so that visits are looked up only for its presentations. */
const listSql = (isWanted: string): string => `
  SELECT page.*, created_as AS list_order,
    (SELECT count(*) FROM offplan.visits WHERE presentation = page.id) AS visit_count,
    (SELECT json_agg(json_build_array(participant, name, joined_at_ms, left_at_ms))::text FROM (
       SELECT * FROM offplan.visits WHERE presentation = page.id
       ORDER BY joined_at_ms DESC, participant DESC LIMIT ${VISITS_LISTED}
     ) AS latest) AS latest_visits
  FROM (
    SELECT * FROM offplan.presentations
    WHERE ${isWanted} AND ($2::bigint IS NULL OR (created_at_ms, created_as) < ($2, $3::bigint))
    ORDER BY created_at_ms DESC, created_as DESC LIMIT $4
  ) AS page
  ORDER BY created_at_ms DESC, created_as DESC`;

const LIST_BY_AGENT = listSql("agent_id = $1");
const LIST_ALL = listSql("$1::text IS NULL");

const COUNT_LIVE = `
  SELECT count(*) AS live FROM offplan.presentations
  WHERE ended_at_ms IS NULL AND expires_at_ms > $1`;

const DUE = `${SELECT} WHERE ended_at_ms IS NULL AND (
  expires_at_ms <= $1 OR coalesce(away_since_ms, seen_at_ms, presented_at_ms) <= $1 - $2::bigint)
  LIMIT 1000`;

/** Limits the size of a statement. */
const PAGE = 1000;

type List = (...select: Parameters<Query>) => Promise<readonly PresentationRecord[]>;

async function listOpen(list: List): Promise<readonly PresentationRecord[]> {
  const open: PresentationRecord[] = [];
  for (;;) {
    const page = await list(
      `${SELECT} WHERE ended_at_ms IS NULL AND id > $1 ORDER BY id LIMIT ${PAGE}`,
      [open.at(-1)?.id ?? ""],
    );
    open.push(...page);
    if (page.length < PAGE) return open;
  }
}

async function create(
  query: Query,
  record: PresentationRecord,
  firstUpdate: Uint8Array,
): Promise<void> {
  const row = toRow(record);
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await query(
    `WITH created AS (
       INSERT INTO offplan.presentations (${columns.join(", ")}) VALUES (${places.join(", ")})
       RETURNING room
     )
     INSERT INTO offplan.pieces (room, bytes)
     SELECT room, $${columns.length + 1}::bytea FROM created`,
    [...Object.values(row), firstUpdate],
  );
}

export function openPresentations(database: Database): PresentationStorage {
  const { query } = database;
  const list: List = async (...select) => (await query<PresentationRow>(...select)).map(toRecord);
  const find = async (id: string): Promise<PresentationRecord | undefined> =>
    (await list(`${SELECT} WHERE id = $1`, [id]))[0];

  return {
    ...openPeople(database),
    ...openErasure(database),
    create: (record, firstUpdate) => create(query, record, firstUpdate),
    find,
    listPage: async (agentId, after, limit) => {
      const place = [agentId ?? null, after?.createdAtMs ?? null, after?.order ?? null, limit + 1];
      return toPage(
        await query<ListedRow>(agentId === undefined ? LIST_ALL : LIST_BY_AGENT, place),
        limit,
      );
    },
    listOpen: () => listOpen(list),
    listDue: (nowMs, awayMs) => list(DUE, [nowMs, awayMs]),
    countLive: async (nowMs) =>
      (await query<{ readonly live: number }>(COUNT_LIVE, [nowMs]))[0]?.live ?? 0,
    setExpiry: async (id, expiresAtMs) => {
      await query("UPDATE offplan.presentations SET expires_at_ms = $2 WHERE id = $1", [
        id,
        expiresAtMs,
      ]);
    },
    setAgentName: async (id, name) => {
      await query("UPDATE offplan.presentations SET agent_name = $2 WHERE id = $1", [id, name]);
    },
    inviteColleagues: async (id, invitation) => {
      const [row] = await query<{ readonly invitation: string }>(INVITE, [id, invitation]);
      return row?.invitation;
    },
    withdrawColleagues: async (id) => {
      await query("UPDATE offplan.presentations SET colleague_invitation = NULL WHERE id = $1", [
        id,
      ]);
    },
    setPresent: async (id, sinceMs) => {
      await query(SET_PRESENT, [id, sinceMs]);
    },
    touch: async (ids, nowMs) => {
      if (ids.length > 0) await query(TOUCH, [ids, nowMs]);
    },
    setAwaySince: async (id, awaySinceMs) => {
      await query(SET_AWAY, [id, awaySinceMs]);
    },
    end: async (id, { atMs, reason }) => {
      const [row] = await query<EndedRow>(END, [id, atMs, reason]);
      return row && toEnded(row);
    },
  };
}
