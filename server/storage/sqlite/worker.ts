import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from "node:worker_threads";
import { StorageError } from "../storage.ts";
import { runBatch } from "./batch.ts";
import { explain, openDatabase, type OpenDatabase } from "./database.ts";
import {
  openOperations,
  type FromWorker,
  type Request,
  type ToWorker,
  type WorkerInput,
} from "./messages.ts";

function takeWaiting(port: MessagePort, first: readonly ToWorker[]): readonly ToWorker[] {
  const messages = [...first];
  for (;;) {
    const next = receiveMessageOnPort(port);
    if (next === undefined) return messages;
    messages.push(...(next.message as readonly ToWorker[]));
  }
}

function serve(port: MessagePort, opened: OpenDatabase): void {
  const operations = openOperations(opened.database);
  port.on("message", (first: readonly ToWorker[]) => {
    const messages = takeWaiting(port, first);
    const requests = messages.filter((message): message is Request => message.name !== "close");
    const replies = runBatch(opened.database, operations, requests);
    port.postMessage({ kind: "replies", replies } satisfies FromWorker);
    if (requests.length === messages.length) return;
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
