import type { StoredPiece } from "../../storage/storage.ts";
import { documentOperations } from "../../storage/sqlite/queries/documents.ts";
import { openMomentQuery } from "../../storage/sqlite/queries/history.ts";
import { migrateObject, openObjectDatabase } from "./objectDatabase.ts";

/** The tables of the same names in `storage/sqlite/migrations.ts`, reduced to what a room needs. Forward only. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE presentations (room TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE pieces (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL REFERENCES presentations (room) ON DELETE CASCADE,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX pieces_by_room ON pieces (room, id);
  CREATE TABLE moments (
    room TEXT NOT NULL REFERENCES presentations (room) ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    node TEXT NOT NULL,
    n INTEGER NOT NULL,
    moment TEXT NOT NULL,
    PRIMARY KEY (room, at_ms, node, n)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The operations on a room's document and history, in the room's own SQLite. */
export function openRoomOperations(storage: DurableObjectState["storage"]) {
  migrateObject(storage, MIGRATIONS);
  const database = openObjectDatabase(storage.sql);
  const find = database.prepare("SELECT 1 FROM presentations WHERE room = ?");
  const insert = database.prepare("INSERT INTO presentations (room) VALUES (?)");
  const insertPiece = database.prepare("INSERT INTO pieces (id, room, bytes) VALUES (?, ?, ?)");
  const forget = database.prepare("DELETE FROM moments WHERE room = ? AND moment ->> '$.by' = ?");
  const hasRoom = (room: string): boolean => find.get(room) !== undefined;
  return {
    ...documentOperations(database),
    loadMoments: openMomentQuery(database),
    forgetMoments: (room: string, participant: string): void => {
      forget.run(room, participant);
    },
    hasRoom,
    /** Takes over the first update of a presentation, once. Its pieces are numbered from `firstPosition` on. */
    adopt: (room: string, pieces: readonly StoredPiece[], firstPosition: number): void => {
      if (hasRoom(room)) return;
      insert.run(room);
      pieces.forEach(({ bytes }, at) => insertPiece.run(firstPosition + at, room, bytes));
    },
  };
}
export type RoomOperations = ReturnType<typeof openRoomOperations>;

/** Operations that other objects may call; each has the room as its first argument. */
export type RoomOperationName = Exclude<keyof RoomOperations, "hasRoom" | "adopt">;

/** Calls of a room's operations, in this object or in another one. */
export interface RoomOperationCalls {
  operateRoom<Name extends RoomOperationName>(
    name: Name,
    args: Parameters<RoomOperations[Name]>,
  ): Promise<ReturnType<RoomOperations[Name]>>;
}
