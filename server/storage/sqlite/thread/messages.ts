import type { StorageErrorCode } from "../../storage.ts";
import type { OperationName, Operations } from "../operations.ts";

/** One message per call, discriminated by `name`. */
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
