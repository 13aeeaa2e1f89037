import type { DatabaseSync } from "node:sqlite";
import { explain } from "./database.ts";
import type { Operations, Reply, Request } from "./messages.ts";

function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    database.exec("COMMIT");
    return value;
  } catch (error) {
    // A full disk has already rolled back by itself.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function run(operations: Operations, request: Request): Reply {
  const operation = operations[request.name] as (...args: readonly unknown[]) => unknown;
  return { id: request.id, ok: true, value: operation(...request.args) };
}

function runAlone(database: DatabaseSync, operations: Operations, request: Request): Reply {
  try {
    return inTransaction(database, () => run(operations, request));
  } catch (error) {
    return { id: request.id, ok: false, message: explain(error) };
  }
}

/**
 * Runs waiting calls in one transaction, since it is the commit that costs. If one fails, nothing of the batch was
 * kept and each is run again by itself, so that a call fails for its own faults alone.
 */
export function runBatch(
  database: DatabaseSync,
  operations: Operations,
  requests: readonly Request[],
): readonly Reply[] {
  if (requests.length === 0) return [];
  try {
    return inTransaction(database, () => requests.map((request) => run(operations, request)));
  } catch {
    return requests.map((request) => runAlone(database, operations, request));
  }
}
