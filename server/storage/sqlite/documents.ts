import type { DatabaseSync } from "node:sqlite";

/** The document's part of the worker's operations, in plain synchronous SQL. */
export function documentOperations(database: DatabaseSync) {
  const select = database.prepare("SELECT bytes FROM pieces WHERE room = ? ORDER BY id");
  const insert = database.prepare("INSERT INTO pieces (room, bytes) VALUES (?, ?)");
  const selectFirst = database.prepare("SELECT id FROM pieces WHERE room = ? ORDER BY id LIMIT ?");
  const deleteUpTo = database.prepare("DELETE FROM pieces WHERE room = ? AND id <= ?");
  const insertAt = database.prepare("INSERT INTO pieces (id, room, bytes) VALUES (?, ?, ?)");

  return {
    loadDocument: (room: string): readonly Uint8Array[] | undefined => {
      const pieces = select.all(room).map((row) => row["bytes"] as Uint8Array);
      return pieces.length === 0 ? undefined : pieces;
    },
    appendUpdates: (room: string, updates: readonly Uint8Array[]): void => {
      for (const update of updates) insert.run(room, update);
    },
    compactDocument: (room: string, snapshot: Uint8Array, replaced: number): void => {
      const ids = selectFirst.all(room, replaced).map((row) => Number(row["id"]));
      const last = ids.at(-1);
      if (last === undefined || ids.length < replaced) {
        throw new Error(`cannot replace ${replaced} pieces of ${ids.length}`);
      }
      deleteUpTo.run(room, last);
      insertAt.run(last, room, snapshot);
    },
  };
}
