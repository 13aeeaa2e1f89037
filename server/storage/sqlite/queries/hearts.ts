import type { SqlDatabase } from "../sqlDatabase.ts";
import { toHeart, type HeartRow } from "../../rows.ts";
import type { HeartRecord } from "../../storage.ts";

/** Operations on hearts. */
export function heartOperations(database: SqlDatabase) {
  const count = database.prepare(
    `SELECT count(*) AS others FROM hearts WHERE presentation = ? AND participant = ? AND unit <> ?`,
  );
  const insert = database.prepare(
    `INSERT INTO hearts (presentation, participant, unit, at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const remove = database.prepare(
    "DELETE FROM hearts WHERE presentation = ? AND participant = ? AND unit = ?",
  );
  const select = database.prepare(
    `SELECT participant, unit, at_ms FROM hearts WHERE presentation = ?
     ORDER BY at_ms, participant, unit`,
  );
  return {
    addHeart: (id: string, heart: HeartRecord, most: number): "kept" | "full" => {
      const { participant, unit, atMs } = heart;
      if (Number(count.get(id, participant, unit)?.["others"]) >= most) return "full";
      insert.run(id, participant, unit, atMs);
      return "kept";
    },
    removeHeart: (id: string, participant: string, unit: string): void => {
      remove.run(id, participant, unit);
    },
    listHearts: (id: string): readonly HeartRecord[] =>
      (select.all(id) as unknown[] as HeartRow[]).map(toHeart),
  };
}
