import { explain, isLocked, type OpenDatabase } from "../database.ts";
import type { Reply, Request } from "./messages.ts";
import type { OperationName, Operations } from "../operations.ts";

/** Operations without a lock, which work while another process writes. */
const READING: ReadonlySet<OperationName> = new Set([
  "loadDocument",
  "findPresentation",
  "listPresentations",
  "listOpenPresentations",
  "listDuePresentations",
  "countLivePresentations",
  "listVisits",
  "listHearts",
  "listUnits",
  "listProjects",
  "listVersions",
  "currentList",
  "listHistory",
  "findMapping",
  "pictureVersions",
  "listPictures",
  "pictureBytes",
  "loadMoments",
  "findRecap",
  "listWebhooks",
  "listDeliveries",
]);
const ERASING: ReadonlySet<OperationName> = new Set([
  "erasePresentation",
  "deleteEndedBefore",
  "forgetParticipant",
  "removePicture",
]);

type Place = Pick<OpenDatabase, "database" | "checkPlace">;

/** Checks the file before the commit: a deleted one would accept it, and lose it with the process. */
function inTransaction<Value>({ database, checkPlace }: Place, work: () => Value): Value {
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    checkPlace();
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

const failed = ({ id }: Request, error: unknown): Reply => ({
  id,
  ok: false,
  message: explain(error),
});

function attempt(request: Request, work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    return failed(request, error);
  }
}

/** After a lock timeout, writes fail without another attempt, which would wait for the same lock again; reads need none. */
function runOutsideLock(operations: Operations, request: Request, error: unknown): Reply {
  if (!READING.has(request.name)) return failed(request, error);
  return attempt(request, () => run(operations, request));
}

function runAll(
  opened: Place,
  operations: Operations,
  requests: readonly Request[],
): readonly Reply[] {
  if (requests.every(({ name }) => READING.has(name))) {
    return requests.map((request) => attempt(request, () => run(operations, request)));
  }
  try {
    return inTransaction(opened, () => requests.map((request) => run(operations, request)));
  } catch (error) {
    return requests.map((request) =>
      isLocked(error)
        ? runOutsideLock(operations, request, error)
        : attempt(request, () => inTransaction(opened, () => run(operations, request))),
    );
  }
}

/** Whether the batch deletes data, whose pages then remain in the log. */
export const erases = (requests: readonly Request[]): boolean =>
  requests.some(({ name }) => ERASING.has(name));

/** Marks erasures as pending while the log still contains them. */
export const notYet = (requests: readonly Request[], replies: readonly Reply[]): readonly Reply[] =>
  replies.map((reply, index) =>
    requests[index]?.name === "erasePresentation" && reply.ok
      ? { ...reply, value: "later" }
      : reply,
  );

/**
 * Runs the waiting calls in one transaction, since commits are the main cost. If one fails, the batch is rolled back and
 * each call is run separately, so that only the faulty one fails. Never throws.
 */
export function runBatch(
  opened: Place,
  operations: Operations,
  requests: readonly Request[],
): readonly Reply[] {
  return requests.length === 0 ? [] : runAll(opened, operations, requests);
}
