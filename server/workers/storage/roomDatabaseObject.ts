import { randomInt } from "node:crypto";
import { DurableObject } from "cloudflare:workers";
import type { StoredPiece } from "../../storage/storage.ts";
import {
  directoryOf,
  type Bindings,
  type DatabaseCalls,
  type RoomDatabaseCalls,
} from "../bindings.ts";
import {
  openRoomOperations,
  type RoomOperationName,
  type RoomOperations,
} from "./roomOperations.ts";

/** A room's first position is random below this, so that positions of different rooms differ. */
const MOST_POSITION = 2 ** 40;

/** An object whose SQLite has the document and the history of one room. */
export class RoomDatabaseObject extends DurableObject<Bindings> implements RoomDatabaseCalls {
  /** Opened with the first operation, since an erased object has no tables. */
  #operations: RoomOperations | undefined;

  /** The directory that has the presentation's first update; `name` is this object's. */
  protected findDirectory(bindings: Bindings, _name: string): Pick<DatabaseCalls, "operate"> {
    return directoryOf(bindings);
  }

  async operateRoom<Name extends RoomOperationName>(
    name: Name,
    args: Parameters<RoomOperations[Name]>,
  ): Promise<ReturnType<RoomOperations[Name]>> {
    const [room] = args;
    const operations = await this.#open(room);
    const operation = operations[name] as (...given: readonly unknown[]) => unknown;
    return this.ctx.storage.transactionSync(() => operation(...args)) as ReturnType<
      RoomOperations[Name]
    >;
  }

  /** Without a presentation in the directory, the room has no document and accepts none. */
  async #open(room: string): Promise<RoomOperations> {
    const { storage } = this.ctx;
    this.#operations ??= openRoomOperations(storage);
    const operations = this.#operations;
    if (operations.hasRoom(room)) return operations;
    const directory = this.findDirectory(this.env, this.ctx.id.name ?? room);
    const first = (await directory.operate("loadDocument", [room])) as
      | readonly StoredPiece[]
      | undefined;
    if (first !== undefined)
      storage.transactionSync(() => operations.adopt(room, first, randomInt(MOST_POSITION)));
    return operations;
  }

  /** Deletes everything in this object. */
  async eraseRoom(): Promise<void> {
    this.#operations = undefined;
    await this.ctx.storage.deleteAll();
  }
}
