import { MIGRATIONS } from "../../storage/sqlite/migrations.ts";
import { openOperations, type OperationName } from "../../storage/sqlite/operations.ts";
import { migrateObject, openObjectDatabase } from "./objectDatabase.ts";

type ObjectStorage = DurableObjectState["storage"];

/** Runs one operation in its own transaction. Throws the errors of SQLite. */
type RunOperation = (name: OperationName, args: readonly unknown[]) => unknown;

/** A room whose object still has the data of a deleted presentation. */
export interface Erasure {
  readonly room: string;
  readonly presentation: string;
}

export interface ObjectOperations {
  readonly run: RunOperation;
  /** Rooms to be erased next, in the order of their presentations' deletion. */
  erasures(): readonly Erasure[];
  /** The room has been erased. */
  endErasure(room: string): void;
}

/** Rooms that are erased at once: each is a request, and the platform limits those that one event may cause. */
const MOST_ERASURES = 500;

const TABLES = `
  CREATE TABLE IF NOT EXISTS probes (id INTEGER PRIMARY KEY, at_ms INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS erasures (room TEXT PRIMARY KEY, presentation TEXT NOT NULL) STRICT;
`;

/** Conditions for the presentations that an operation deletes, with its first argument as value. */
const DELETES: Partial<Record<OperationName, string>> = {
  erasePresentation: "id = ?",
  deleteEndedBefore: "ended_at_ms < ?",
};

/** The operations on this object's own SQLite. The platform sends responses only after the writes are on disk. */
export function openObjectOperations(storage: ObjectStorage): ObjectOperations {
  migrateObject(storage, MIGRATIONS);
  const database = openObjectDatabase(storage.sql);
  database.exec(TABLES);
  const probe = (): void => {
    database.prepare("INSERT OR REPLACE INTO probes VALUES (1, ?)").run(Date.now());
  };
  const operations = openOperations(database, probe);
  const select = database.prepare("SELECT room, presentation FROM erasures ORDER BY rowid LIMIT ?");
  const remove = database.prepare("DELETE FROM erasures WHERE room = ?");
  /** In the transaction of the deletion, so that no room is forgotten. */
  const queueErasures = (name: OperationName, [first]: readonly unknown[]): void => {
    const isDeleted = DELETES[name];
    if (isDeleted === undefined) return;
    const sql = `INSERT OR IGNORE INTO erasures SELECT room, id FROM presentations WHERE ${isDeleted}`;
    database.prepare(sql).run(first as string | number);
  };
  return {
    run: (name, args) => {
      const operation = operations[name] as (...given: readonly unknown[]) => unknown;
      return storage.transactionSync(() => {
        queueErasures(name, args);
        return operation(...args);
      });
    },
    erasures: () =>
      select.all(MOST_ERASURES).map(({ room, presentation }) => ({
        room: String(room),
        presentation: String(presentation),
      })),
    endErasure: (room) => void remove.run(room),
  };
}
