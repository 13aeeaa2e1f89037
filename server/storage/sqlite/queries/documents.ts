import type { SqlDatabase } from "../sqlDatabase.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import type { StoredPiece } from "../../storage.ts";

/** Operations on documents. */
export function documentOperations(database: SqlDatabase) {
  const select = database.prepare("SELECT id, bytes FROM pieces WHERE room = ? ORDER BY id");
  const insert = database.prepare(
    `INSERT INTO pieces (room, bytes) SELECT room, :bytes FROM presentations WHERE room = :room
     RETURNING id`,
  );
  const insertMoment = database.prepare(
    `INSERT INTO moments (room, at_ms, node, n, moment)
     SELECT room, :at, :node, :n, :moment FROM presentations WHERE room = :room
     ON CONFLICT (room, at_ms, node, n) DO UPDATE SET moment = excluded.moment`,
  );
  const remove = database.prepare(
    "DELETE FROM pieces WHERE room = ? AND id IN (SELECT value FROM json_each(?))",
  );
  const keep = (room: string, bytes: Uint8Array): number | undefined => {
    const row = insert.get({ room, bytes });
    return row && Number(row["id"]);
  };

  return {
    loadDocument: (room: string): readonly StoredPiece[] | undefined => {
      const pieces = select
        .all(room)
        .map((row) => ({ position: Number(row["id"]), bytes: row["bytes"] as Uint8Array }));
      return pieces.length === 0 ? undefined : pieces;
    },
    appendUpdates: (
      room: string,
      updates: readonly Uint8Array[],
      moments: readonly Moment[] = [],
    ): readonly number[] => {
      for (const moment of moments) {
        const { at, node, n } = moment;
        insertMoment.run({ room, at, node, n, moment: JSON.stringify(moment) });
      }
      return updates.map((update) => keep(room, update)).filter((kept) => kept !== undefined);
    },
    /** Inserts the snapshot first: a freed position could be assigned again. */
    compactDocument: (
      room: string,
      snapshot: Uint8Array,
      replaced: readonly number[],
    ): number | undefined => {
      const position = keep(room, snapshot);
      if (position !== undefined) remove.run(room, JSON.stringify(replaced));
      return position;
    },
  };
}
