import { Worker } from "node:worker_threads";
import { siblingModule } from "../../../siblingModule.ts";
import { StorageError } from "../../storage.ts";
import type { FromWorker, Reply, ToWorker, WorkerInput } from "./messages.ts";
import type { OperationCalls, OperationName, Operations } from "../operations.ts";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: StorageError): void;
}

/** Calls to the worker thread. A call settles once its transaction has. */
export class SqliteConnection implements OperationCalls {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  readonly #opened = Promise.withResolvers<void>();
  #outgoing: ToWorker[] = [];
  #nextId = 0;
  #isOpen = false;
  #closed: StorageError | undefined;

  /** `died`: the thread has died, and no call will ever succeed again. */
  constructor(input: WorkerInput, died: (error: StorageError) => void) {
    const end = (error: StorageError): void => {
      const isOpen = this.#isOpen && this.#closed === undefined;
      this.#fail(error);
      if (isOpen) died(error);
    };
    this.#worker = new Worker(siblingModule(import.meta.url, "worker"), { workerData: input });
    this.#worker.on("message", (message: FromWorker) => this.#receive(message));
    this.#worker.on("error", (error) => {
      const message = error instanceof Error ? error.message : String(error);
      end(new StorageError(`the storage thread ended: ${message}`));
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        end(new StorageError("the storage thread ended"));
        resolve();
      });
    });
  }

  /** Resolves once the database is open and up to date. */
  opened(): Promise<void> {
    return this.#opened.promise;
  }

  call<Name extends OperationName>(
    name: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = this.#nextId++;
    this.#waiting.set(id, { resolve, reject });
    this.#post({ id, name, args } as ToWorker);
    return promise as Promise<ReturnType<Operations[Name]>>;
  }

  async close(): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = new StorageError("the storage was closed");
      this.#post({ name: "close" });
    }
    await this.#exited;
  }

  /** Calls of one event-loop turn are sent as one message: a message costs more than its content. */
  #post(message: ToWorker): void {
    if (this.#outgoing.push(message) === 1) setImmediate(() => this.#send());
  }

  #send(): void {
    const messages = this.#outgoing;
    this.#outgoing = [];
    this.#worker.postMessage(messages, []);
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case "opened":
        this.#isOpen = true;
        return this.#opened.resolve();
      case "failed":
        return this.#fail(new StorageError(message.message, { code: message.code }));
      case "replies":
        for (const reply of message.replies) this.#settle(reply);
    }
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new StorageError(reply.message));
  }

  #fail(error: StorageError): void {
    this.#closed ??= error;
    this.#opened.reject(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
