import type { SqlDatabase } from "../sqlDatabase.ts";
import {
  toEnded,
  toPage,
  toRecord,
  toRow,
  type ListedRow,
  type PresentationRow,
} from "../../presentationRow.ts";
import { toVisit, type VisitRow } from "../../rows.ts";
import {
  VISITS_KEPT,
  VISITS_LISTED,
  type Ended,
  type ListPosition,
  type PresentationPage,
  type PresentationRecord,
  type VisitRecord,
} from "../../storage.ts";

const COLUMNS = `id, room, project, agent_id, agent_name, buyer_name, secret_hash, pin_hash, max_viewers,
  colleague_invitation, created_at_ms, expires_at_ms, presented_at_ms, away_since_ms, seen_at_ms, ended_at_ms,
  end_reason`;

const INSERT = `INSERT INTO presentations (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, ":$&")})`;

/** The inner query limits the page, so that visits are looked up only for its presentations. */
const listSql = (isWanted: string): string => `
  SELECT page.*,
    (SELECT count(*) FROM visits WHERE presentation = page.id) AS visit_count,
    (SELECT json_group_array(json_array(participant, name, joined_at_ms, left_at_ms)) FROM (
       SELECT * FROM visits WHERE presentation = page.id
       ORDER BY joined_at_ms DESC, participant DESC LIMIT ${VISITS_LISTED}
     )) AS latest_visits
  FROM (
    SELECT *, rowid AS list_order FROM presentations
    WHERE ${isWanted} (created_at_ms, rowid) < (:created, :order)
    ORDER BY created_at_ms DESC, rowid DESC LIMIT :limit
  ) AS page
  ORDER BY created_at_ms DESC, list_order DESC`;

/** A position before the first presentation. */
const BEGINNING: ListPosition = {
  createdAtMs: Number.MAX_SAFE_INTEGER,
  order: Number.MAX_SAFE_INTEGER,
};

function visitOperations(database: SqlDatabase) {
  const upsert = database.prepare(
    `INSERT INTO visits (presentation, participant, name, joined_at_ms, left_at_ms, arrived_at_ms)
     SELECT :id, :participant, :name, :joined, :left, :joined
     WHERE (SELECT count(*) FROM visits WHERE presentation = :id) < ${VISITS_KEPT}
       OR EXISTS (SELECT 1 FROM visits WHERE presentation = :id AND participant = :participant)
     ON CONFLICT DO UPDATE SET name = excluded.name,
       joined_at_ms = min(joined_at_ms, excluded.joined_at_ms), left_at_ms = excluded.left_at_ms,
       arrived_at_ms = excluded.arrived_at_ms`,
  );
  const select = database.prepare(
    `SELECT participant, name, joined_at_ms, left_at_ms FROM visits WHERE presentation = ?
     ORDER BY joined_at_ms, participant`,
  );
  return {
    recordVisit: (id: string, visit: VisitRecord): void => {
      const { participant, name, joinedAtMs, leftAtMs } = visit;
      upsert.run({ id, participant, name, joined: joinedAtMs, left: leftAtMs ?? null });
    },
    listVisits: (id: string): readonly VisitRecord[] =>
      (select.all(id) as unknown[] as VisitRow[]).map(toVisit),
  };
}

/** Operations on presentations. */
export function presentationOperations(database: SqlDatabase) {
  const insert = database.prepare(INSERT);
  const insertPiece = database.prepare("INSERT INTO pieces (room, bytes) VALUES (?, ?)");
  const select = database.prepare("SELECT * FROM presentations WHERE id = ?");
  const selectByAgent = database.prepare(listSql("agent_id = :agent AND"));
  const selectAll = database.prepare(listSql(""));
  const selectOpen = database.prepare("SELECT * FROM presentations WHERE ended_at_ms IS NULL");
  const selectDue = database.prepare(
    `SELECT * FROM presentations WHERE ended_at_ms IS NULL AND (
       expires_at_ms <= :now OR coalesce(away_since_ms, seen_at_ms, presented_at_ms) <= :now - :away)`,
  );
  const countLive = database.prepare(
    "SELECT count(*) AS live FROM presentations WHERE ended_at_ms IS NULL AND expires_at_ms > ?",
  );
  const updateExpiry = database.prepare("UPDATE presentations SET expires_at_ms = ? WHERE id = ?");
  const updateAgentName = database.prepare("UPDATE presentations SET agent_name = ? WHERE id = ?");
  const updatePresent = database.prepare(
    `UPDATE presentations SET away_since_ms = NULL, presented_at_ms = ifnull(presented_at_ms, :now),
       seen_at_ms = max(ifnull(seen_at_ms, :now), :now)
     WHERE id = :id`,
  );
  const updateSeen = database.prepare(
    `UPDATE presentations SET away_since_ms = NULL, seen_at_ms = max(ifnull(seen_at_ms, :now), :now)
     WHERE ended_at_ms IS NULL AND id IN (SELECT value FROM json_each(:ids))`,
  );
  const updateAway = database.prepare(
    `UPDATE presentations SET away_since_ms = :since
     WHERE id = :id AND (seen_at_ms IS NULL OR seen_at_ms <= :since)`,
  );
  const invite = database.prepare(
    `UPDATE presentations SET colleague_invitation = ifnull(colleague_invitation, ?) WHERE id = ?
     RETURNING colleague_invitation AS invitation`,
  );
  const withdraw = database.prepare(
    "UPDATE presentations SET colleague_invitation = NULL WHERE id = ?",
  );
  const updateEnd = database.prepare(
    "UPDATE presentations SET ended_at_ms = ?, end_reason = ? WHERE id = ? AND ended_at_ms IS NULL",
  );
  const deletePieces = database.prepare(
    "DELETE FROM pieces WHERE room IN (SELECT room FROM presentations WHERE ended_at_ms < ?)",
  );
  const deletePiecesOf = database.prepare(
    "DELETE FROM pieces WHERE room IN (SELECT room FROM presentations WHERE id = ?)",
  );
  const deleteOne = database.prepare("DELETE FROM presentations WHERE id = ?");
  const forgetRemovedProjects = database.prepare(
    `DELETE FROM removed_projects
     WHERE NOT EXISTS (SELECT 1 FROM presentations WHERE project = removed_projects.id)`,
  );
  const deleteEnded = database.prepare("DELETE FROM presentations WHERE ended_at_ms < ?");
  const records = (rows: unknown[]) => rows.map((row) => toRecord(row as PresentationRow));

  return {
    ...visitOperations(database),
    createPresentation: (record: PresentationRecord, firstUpdate: Uint8Array): void => {
      insert.run(toRow(record));
      insertPiece.run(record.room, firstUpdate);
    },
    findPresentation: (id: string): PresentationRecord | undefined => {
      const row = select.get(id);
      return row && toRecord(row as unknown as PresentationRow);
    },
    listPresentations: (
      agentId: string | undefined,
      after: ListPosition | undefined,
      limit: number,
    ): PresentationPage => {
      const { createdAtMs, order } = after ?? BEGINNING;
      const place = { created: createdAtMs, order, limit: limit + 1 };
      const rows =
        agentId === undefined
          ? selectAll.all(place)
          : selectByAgent.all({ ...place, agent: agentId });
      return toPage(rows as unknown as readonly ListedRow[], limit);
    },
    listOpenPresentations: () => records(selectOpen.all()),
    listDuePresentations: (nowMs: number, awayMs: number) =>
      records(selectDue.all({ now: nowMs, away: awayMs })),
    countLivePresentations: (nowMs: number): number => Number(countLive.get(nowMs)?.["live"]),
    setPresentationExpiry: (id: string, expiresAtMs: number): void => {
      updateExpiry.run(expiresAtMs, id);
    },
    setPresentationAgentName: (id: string, name: string): void => {
      updateAgentName.run(name, id);
    },
    setPresentationPresent: (id: string, sinceMs: number): void => {
      updatePresent.run({ id, now: sinceMs });
    },
    touchPresentations: (ids: readonly string[], nowMs: number): void => {
      updateSeen.run({ ids: JSON.stringify(ids), now: nowMs });
    },
    setPresentationAway: (id: string, awaySinceMs: number): void => {
      updateAway.run({ id, since: awaySinceMs });
    },
    inviteColleagues: (id: string, invitation: string): string | undefined => {
      const row = invite.get(invitation, id);
      return row && String(row["invitation"]);
    },
    withdrawColleagues: (id: string): void => {
      withdraw.run(id);
    },
    endPresentation: (id: string, { atMs, reason }: Ended): Ended | undefined => {
      updateEnd.run(atMs, reason, id);
      const row = select.get(id);
      return row && toEnded(row as unknown as PresentationRow);
    },
    deleteEndedBefore: (timeMs: number): number => {
      deletePieces.run(timeMs);
      const deleted = Number(deleteEnded.run(timeMs).changes);
      if (deleted > 0) forgetRemovedProjects.run();
      return deleted;
    },
    /** The result is about rows; the batch adds the log. */
    erasePresentation: (id: string): "erased" | "later" => {
      deletePiecesOf.run(id);
      deleteOne.run(id);
      return "erased";
    },
  };
}
