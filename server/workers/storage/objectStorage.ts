import { openOperations, type OperationName } from "../../storage/sqlite/operations.ts";
import { migrateObject, openObjectDatabase } from "./objectDatabase.ts";

type ObjectStorage = DurableObjectState["storage"];

/** Runs one operation in its own transaction. Throws the errors of SQLite. */
export type RunOperation = (name: OperationName, args: readonly unknown[]) => unknown;

/** The operations on this object's own SQLite. The platform sends responses only after the writes are on disk. */
export function openObjectOperations(storage: ObjectStorage): RunOperation {
  migrateObject(storage);
  const database = openObjectDatabase(storage.sql);
  database.exec("CREATE TABLE IF NOT EXISTS probes (id INTEGER PRIMARY KEY, at_ms INTEGER) STRICT");
  const probe = (): void => {
    database.prepare("INSERT OR REPLACE INTO probes VALUES (1, ?)").run(Date.now());
  };
  const operations = openOperations(database, probe);
  return (name, args) => {
    const operation = operations[name] as (...given: readonly unknown[]) => unknown;
    return storage.transactionSync(() => operation(...args));
  };
}
