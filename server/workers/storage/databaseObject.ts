import { DurableObject } from "cloudflare:workers";
import type { OperationName } from "../../storage/sqlite/operations.ts";
import type { Bindings } from "../bindings.ts";
import { openObjectOperations, type RunOperation } from "./objectStorage.ts";

/** An object whose SQLite implements the operations of `Storage`, called by name. */
export class DatabaseObject extends DurableObject<Bindings> {
  protected readonly run: RunOperation;

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings);
    this.run = openObjectOperations(context.storage);
  }

  async operate(name: OperationName, args: readonly unknown[]): Promise<unknown> {
    return this.run(name, args);
  }
}
