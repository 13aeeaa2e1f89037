import { DurableObject } from "cloudflare:workers";
import type { OperationName } from "../../storage/sqlite/operations.ts";
import type { Bindings, DatabaseCalls } from "../bindings.ts";
import { openObjectOperations, type Erasure, type ObjectOperations } from "./objectStorage.ts";

/** An object whose SQLite implements the operations of `Storage`, called by name. */
export class DatabaseObject extends DurableObject<Bindings> implements DatabaseCalls {
  protected readonly operations: ObjectOperations;

  constructor(context: DurableObjectState, bindings: Bindings) {
    super(context, bindings);
    this.operations = openObjectOperations(context.storage);
  }

  async operate(name: OperationName, args: readonly unknown[]): Promise<unknown> {
    return this.operations.run(name, args);
  }

  async erasures(): Promise<readonly Erasure[]> {
    return this.operations.erasures();
  }

  async endErasure(room: string): Promise<void> {
    this.operations.endErasure(room);
  }
}
