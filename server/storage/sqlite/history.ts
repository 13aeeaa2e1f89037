import type { DatabaseSync } from "node:sqlite";
import type { Moment } from "../../../schema/history/moment.ts";

/** The histories' part of the worker's operations. */
export function historyOperations(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO moments (room, at_ms, node, n, moment)
     SELECT room, :at, :node, :n, :moment FROM presentations WHERE room = :room
     ON CONFLICT DO NOTHING`,
  );
  const select = database.prepare(
    "SELECT moment FROM moments WHERE room = ? ORDER BY at_ms, node, n",
  );
  return {
    appendMoments: (room: string, moments: readonly Moment[]): void => {
      for (const moment of moments) {
        const { at, node, n } = moment;
        insert.run({ room, at, node, n, moment: JSON.stringify(moment) });
      }
    },
    loadMoments: (room: string): readonly Moment[] =>
      select.all(room).map((row) => JSON.parse(String(row["moment"])) as Moment),
  };
}
