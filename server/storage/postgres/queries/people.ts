import { toHeart, toVisit, type HeartRow, type VisitRow } from "../../rows.ts";
import { VISITS_KEPT, type PresentationStorage } from "../../storage.ts";
import type { Database } from "../database.ts";

const RECORD_VISIT = `
  INSERT INTO offplan.visits AS kept
    (presentation, participant, name, joined_at_ms, left_at_ms, arrived_at_ms)
  SELECT $1::text, $2::text, $3::text, $4::bigint, $5::bigint, $4::bigint
  WHERE (SELECT count(*) FROM offplan.visits WHERE presentation = $1) < ${VISITS_KEPT}
    OR EXISTS (SELECT 1 FROM offplan.visits WHERE presentation = $1 AND participant = $2)
  ON CONFLICT (presentation, participant) DO UPDATE SET name = excluded.name,
    joined_at_ms = least(kept.joined_at_ms, excluded.joined_at_ms), left_at_ms = excluded.left_at_ms,
    arrived_at_ms = excluded.arrived_at_ms`;

/** Serialises the hearts of a presentation, so that two concurrent ones cannot exceed the limit. */
const LOCK = "SELECT 1 FROM offplan.presentations WHERE id = $1 FOR NO KEY UPDATE";

const ADD_HEART = `
  WITH others AS (
    SELECT count(*) AS count FROM offplan.hearts
    WHERE presentation = $1 AND participant = $2 AND unit <> $3
  ),
  kept AS (
    INSERT INTO offplan.hearts (presentation, participant, unit, at_ms)
    SELECT $1, $2, $3, $4::bigint FROM others WHERE count < $5::bigint
    ON CONFLICT DO NOTHING
  )
  SELECT count FROM others`;

type People = Pick<
  PresentationStorage,
  "recordVisit" | "listVisits" | "addHeart" | "removeHeart" | "listHearts"
>;

/** Visits and hearts. */
export const openPeople = (database: Database): People => ({
  recordVisit: async (id, { participant, name, joinedAtMs, leftAtMs }) => {
    await database.query(RECORD_VISIT, [id, participant, name, joinedAtMs, leftAtMs ?? null]);
  },
  listVisits: async (id) => {
    const rows = await database.query<VisitRow>(
      "SELECT * FROM offplan.visits WHERE presentation = $1 ORDER BY joined_at_ms, participant",
      [id],
    );
    return rows.map(toVisit);
  },
  addHeart: async (id, { participant, unit, atMs }, most) =>
    database.transaction(async (query) => {
      await query(LOCK, [id]);
      const heart = [id, participant, unit, atMs, most];
      const [others] = await query<{ readonly count: number }>(ADD_HEART, heart);
      return (others?.count ?? 0) >= most ? "full" : "kept";
    }),
  removeHeart: async (id, participant, unit) => {
    await database.query(
      "DELETE FROM offplan.hearts WHERE presentation = $1 AND participant = $2 AND unit = $3",
      [id, participant, unit],
    );
  },
  listHearts: async (id) => {
    const rows = await database.query<HeartRow>(
      "SELECT * FROM offplan.hearts WHERE presentation = $1 ORDER BY at_ms, participant, unit",
      [id],
    );
    return rows.map(toHeart);
  },
});
