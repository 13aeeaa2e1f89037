import type { DatabaseSync } from "node:sqlite";
import type { Moment } from "../../../schema/history/moment.ts";

/** The histories' part of the worker's operations. */
export function historyOperations(database: DatabaseSync) {
  const select = database.prepare(
    "SELECT moment FROM moments WHERE room = ? ORDER BY at_ms, node, n",
  );
  return {
    loadMoments: (room: string): readonly Moment[] =>
      select.all(room).map((row) => JSON.parse(String(row["moment"])) as Moment),
  };
}
