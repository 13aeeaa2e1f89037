import type { DatabaseSync } from "node:sqlite";
import type { StoredPiece } from "../storage.ts";

/** The document's part of the worker's operations, in plain synchronous SQL. */
export function documentOperations(database: DatabaseSync) {
  const select = database.prepare("SELECT id, bytes FROM pieces WHERE room = ? ORDER BY id");
  const insert = database.prepare(
    `INSERT INTO pieces (room, bytes) SELECT room, :bytes FROM presentations WHERE room = :room
     RETURNING id`,
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
    appendUpdates: (room: string, updates: readonly Uint8Array[]): readonly number[] =>
      updates.map((update) => keep(room, update)).filter((position) => position !== undefined),
    /** The snapshot first: a position that was freed before could be given out again. */
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
