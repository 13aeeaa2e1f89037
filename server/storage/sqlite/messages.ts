import type { DatabaseSync } from "node:sqlite";
import type { StorageErrorCode } from "../storage.ts";
import { documentOperations } from "./documents.ts";
import { followUpOperations } from "./followUps.ts";
import { heartOperations } from "./hearts.ts";
import { historyOperations } from "./history.ts";
import { listOperations } from "./lists.ts";
import { pictureOperations } from "./pictures.ts";
import { presentationOperations } from "./presentations.ts";
import { recapOperations } from "./recaps.ts";
import { unitOperations } from "./units.ts";
import { webhookOperations } from "./webhooks.ts";

/** Everything the worker does to the database, each call a part of some transaction. */
export const openOperations = (database: DatabaseSync, probe: () => void) => ({
  ...documentOperations(database),
  ...presentationOperations(database),
  ...heartOperations(database),
  ...unitOperations(database),
  ...listOperations(database),
  ...pictureOperations(database),
  ...historyOperations(database),
  ...recapOperations(database),
  ...followUpOperations(database),
  ...webhookOperations(database),
  ping: probe,
});
export type Operations = ReturnType<typeof openOperations>;
export type OperationName = keyof Operations;

/** One message a call, discriminated by `name`. */
export type Request = {
  [Name in OperationName]: {
    readonly id: number;
    readonly name: Name;
    readonly args: Parameters<Operations[Name]>;
  };
}[OperationName];

export type ToWorker = Request | { readonly name: "close" };

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

export type FromWorker =
  | { readonly kind: "opened" }
  | { readonly kind: "failed"; readonly message: string; readonly code: StorageErrorCode }
  | { readonly kind: "replies"; readonly replies: readonly Reply[] };

export interface WorkerInput {
  readonly path: string;
  readonly busyTimeoutMs: number;
}
