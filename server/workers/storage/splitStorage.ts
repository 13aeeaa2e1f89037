import { storageOver } from "../../storage/sqlite/storageOver.ts";
import { StorageError, type Storage } from "../../storage/storage.ts";
import type { DatabaseCalls, RoomDatabaseCalls } from "../bindings.ts";
import { openOperationCalls } from "./operationCalls.ts";

export interface SplitStorageOptions {
  /** Presentations, people, developments: everything but documents and histories. */
  readonly directory: DatabaseCalls;
  /** The object that has the document and the history of a room. */
  readonly room: (room: string) => RoomDatabaseCalls;
}

const toStorageError = (error: unknown): never => {
  throw new StorageError(error instanceof Error ? error.message : String(error), { cause: error });
};

/**
 * `Storage` over several objects. A presentation is created and deleted only in the directory, in one transaction. Its
 * room takes the first update from there, and is erased afterwards, with retries until that succeeds.
 */
export function openSplitStorage({
  directory,
  room: roomOf,
}: SplitStorageOptions): Omit<Storage, "close"> {
  const whole = storageOver(openOperationCalls((name, args) => directory.operate(name, args)));
  const call: RoomDatabaseCalls["operateRoom"] = async (name, args) => {
    const [room] = args;
    return roomOf(room).operateRoom(name, args).catch(toStorageError);
  };

  /** Erases rooms of deleted presentations. One that does not answer is tried again with the next deletion. */
  const eraseRooms = async (): Promise<void> => {
    const erasures = await directory.erasures();
    await Promise.allSettled(
      erasures.map(async ({ room }) => {
        await roomOf(room).eraseRoom();
        await directory.endErasure(room);
      }),
    );
  };

  return {
    ...whole,
    documents: {
      load: (room) => call("loadDocument", [room]),
      append: (room, updates, moments = []) => call("appendUpdates", [room, updates, moments]),
      compact: (room, snapshot, replaced) => call("compactDocument", [room, snapshot, replaced]),
    },
    history: {
      load: (room) => call("loadMoments", [room]),
      forget: async (presentation, participant) => {
        const record = await whole.presentations.find(presentation);
        if (record === undefined) return;
        await call("forgetMoments", [record.room, participant]);
        await whole.history.forget(presentation, participant);
      },
    },
    presentations: {
      ...whole.presentations,
      deleteEndedBefore: async (timeMs) => {
        const count = await whole.presentations.deleteEndedBefore(timeMs);
        await eraseRooms().catch(toStorageError);
        return count;
      },
      erase: async (id) => {
        await whole.presentations.erase(id);
        const left = await eraseRooms().then(() => directory.erasures(), toStorageError);
        return left.some(({ presentation }) => presentation === id) ? "later" : "erased";
      },
    },
  };
}
