import type { LivePresentations } from "../rooms/livePresentations.ts";
import type { OperationName } from "../storage/sqlite/operations.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { Erasure } from "./storage/objectStorage.ts";
import type { RoomOperationCalls } from "./storage/roomOperations.ts";

/** A database of everything but documents and histories. */
export interface DatabaseCalls {
  /** Runs an operation of storage. */
  operate(name: OperationName, args: readonly unknown[]): Promise<unknown>;
  /** Rooms of deleted presentations that have not been erased yet. */
  erasures(): Promise<readonly Erasure[]>;
  /** The room has been erased. */
  endErasure(room: string): Promise<void>;
}

/** A database of one room's document and history. */
export interface RoomDatabaseCalls extends RoomOperationCalls {
  /** Deletes all of it. */
  eraseRoom(): Promise<void>;
}

/** The directory as rooms call it. */
export interface DirectoryCalls extends DatabaseCalls {
  /** The secret that signs room tokens. */
  authSecret(): Promise<string>;
}

/** Methods of `LivePresentations` that concern one room. */
export type RoomCall = Exclude<keyof LivePresentations, "recordStatuses">;

/** A room as the directory calls it. */
export interface RoomCalls extends RoomDatabaseCalls {
  /** Calls a method of `LivePresentations` for its one presentation. */
  live<Name extends RoomCall>(
    name: Name,
    args: Parameters<LivePresentations[Name]>,
  ): Promise<Awaited<ReturnType<LivePresentations[Name]>>>;
  /** Schedules the end of the presentation, even if nobody ever connects. */
  watch(record: PresentationRecord): Promise<void>;
  /** A list or a status has changed. Ignored while the room is not open. */
  catalogueChanged(project: string): Promise<void>;
  /** Like `catalogueChanged`, and records the statuses in the history. */
  recordStatuses(...changes: Parameters<LivePresentations["recordStatuses"]>): Promise<void>;
}

/** Another object: `fetch` for requests, methods for everything else. */
type Stub<Calls> = Calls & Pick<Fetcher, "fetch">;

interface Namespace<Calls> {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): Stub<Calls>;
}

/** Bindings in the configuration of the Worker, besides variables and secrets. */
export interface Bindings {
  readonly DIRECTORY: Namespace<DirectoryCalls>;
  readonly ROOMS: Namespace<RoomCalls>;
  /** Static files: the built client and the pictures of the packs. */
  readonly ASSETS: Pick<Fetcher, "fetch">;
}

/** A deployment has one directory. */
export const directoryOf = ({ DIRECTORY }: Bindings): Stub<DirectoryCalls> =>
  DIRECTORY.get(DIRECTORY.idFromName("directory"));

export const roomOf = ({ ROOMS }: Bindings, room: string): Stub<RoomCalls> =>
  ROOMS.get(ROOMS.idFromName(room));
