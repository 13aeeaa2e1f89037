import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from "node:worker_threads";
import { StorageError } from "../../storage.ts";
import { erases, notYet, runBatch } from "./batch.ts";
import { emptyLog, explain, openDatabase, type OpenDatabase } from "../database.ts";
import type { FromWorker, Request, ToWorker, WorkerInput } from "./messages.ts";
import { openOperations } from "../operations.ts";

function takeWaiting(port: MessagePort, first: readonly ToWorker[]): readonly ToWorker[] {
  const messages = [...first];
  for (;;) {
    const next = receiveMessageOnPort(port);
    if (next === undefined) return messages;
    messages.push(...(next.message as readonly ToWorker[]));
  }
}

/** Interval in ms at which a log that is blocked by a reader is emptied again. */
const EMPTY_AGAIN_MS = 1000;

/** `empty` empties the log and, while that is impossible, repeats it. Returns whether the log is empty. */
function openEmptying(opened: OpenDatabase) {
  let timer: NodeJS.Timeout | undefined;
  const empty = (): boolean => {
    clearTimeout(timer);
    timer = undefined;
    try {
      if (emptyLog(opened.database)) return true;
    } catch {
      // For example a full disk: erased data stays in the log until there is space.
    }
    timer = setTimeout(empty, EMPTY_AGAIN_MS);
    return false;
  };
  return { empty, stop: () => clearTimeout(timer) };
}

function serve(port: MessagePort, opened: OpenDatabase): void {
  const operations = openOperations(opened.database, opened.probe);
  const log = openEmptying(opened);
  // The log of a killed process may contain erased data.
  log.empty();
  port.on("message", (first: readonly ToWorker[]) => {
    const messages = takeWaiting(port, first);
    const requests = messages.filter((message): message is Request => message.name !== "close");
    const ran = runBatch(opened, operations, requests);
    const replies = erases(requests) && !log.empty() ? notYet(requests, ran) : ran;
    port.postMessage({ kind: "replies", replies } satisfies FromWorker);
    if (requests.length === messages.length) return;
    log.stop();
    opened.close();
    port.close();
  });
  port.postMessage({ kind: "opened" } satisfies FromWorker);
}

function start(port: MessagePort): void {
  const { path, busyTimeoutMs } = workerData as WorkerInput;
  try {
    serve(port, openDatabase(path, busyTimeoutMs));
  } catch (error) {
    const code = error instanceof StorageError ? error.code : "storage_failed";
    port.postMessage({ kind: "failed", message: explain(error), code } satisfies FromWorker);
    port.close();
  }
}

if (parentPort !== null) start(parentPort);
