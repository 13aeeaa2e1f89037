import type { SqlDatabase } from "../sqlDatabase.ts";
import type { Moment } from "../../../../schema/history/moment.ts";

/** Reads a room's moments, in their order. */
export function openMomentQuery(database: SqlDatabase) {
  const select = database.prepare(
    "SELECT moment FROM moments WHERE room = ? ORDER BY at_ms, node, n",
  );
  return (room: string): readonly Moment[] =>
    select.all(room).map((row) => JSON.parse(String(row["moment"])) as Moment);
}

/** Operations on histories. */
export function historyOperations(database: SqlDatabase) {
  const deletions = [
    `UPDATE presentations SET buyer_name = NULL
     WHERE id = :id AND buyer_name IS NOT NULL AND EXISTS (
       SELECT 1 FROM visits AS own WHERE own.presentation = :id AND own.participant = :participant
         AND (lower(own.name) = lower(buyer_name) OR NOT EXISTS (
           SELECT 1 FROM visits AS other
           WHERE other.presentation = :id AND other.participant <> :participant)))`,
    `DELETE FROM moments WHERE moment ->> '$.by' = :participant
       AND room IN (SELECT room FROM presentations WHERE id = :id)`,
    "DELETE FROM visits WHERE presentation = :id AND participant = :participant",
    "DELETE FROM hearts WHERE presentation = :id AND participant = :participant",
    "DELETE FROM deliveries WHERE presentation = :id AND participant = :participant",
  ].map((sql) => database.prepare(sql));
  return {
    forgetParticipant: (id: string, participant: string): void => {
      for (const deletion of deletions) deletion.run({ id, participant });
    },
    loadMoments: openMomentQuery(database),
  };
}
