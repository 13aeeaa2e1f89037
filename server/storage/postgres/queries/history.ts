import type { Moment } from "../../../../schema/history/moment.ts";
import type { HistoryStorage } from "../../history.ts";
import type { Database } from "../database.ts";

const LOAD = "SELECT moment FROM offplan.moments WHERE room = $1 ORDER BY at_ms, node, n";

const FORGET = `
  WITH moments AS (
    DELETE FROM offplan.moments USING offplan.presentations
    WHERE presentations.id = $1 AND moments.room = presentations.room
      AND moments.moment::json ->> 'by' = $2
  ),
  buyer AS (
    UPDATE offplan.presentations SET buyer_name = NULL
    WHERE id = $1 AND buyer_name IS NOT NULL AND EXISTS (
      SELECT 1 FROM offplan.visits AS own WHERE own.presentation = $1 AND own.participant = $2
        AND (lower(own.name) = lower(buyer_name) OR NOT EXISTS (
          SELECT 1 FROM offplan.visits AS other
          WHERE other.presentation = $1 AND other.participant <> $2)))
  ),
  visits AS (DELETE FROM offplan.visits WHERE presentation = $1 AND participant = $2),
  deliveries AS (DELETE FROM offplan.deliveries WHERE presentation = $1 AND participant = $2)
  DELETE FROM offplan.hearts WHERE presentation = $1 AND participant = $2`;

export const openHistory = ({ query }: Database): HistoryStorage => ({
  forget: async (presentation, participant) => {
    await query(FORGET, [presentation, participant]);
  },
  load: async (room) => {
    const rows = await query<{ readonly moment: string }>(LOAD, [room]);
    return rows.map(({ moment }) => JSON.parse(moment) as Moment);
  },
});
