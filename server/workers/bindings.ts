import type { LivePresentations } from "../rooms/livePresentations.ts";
import type { OperationName } from "../storage/sqlite/operations.ts";
import type { PresentationRecord } from "../storage/storage.ts";

/** The directory as rooms call it. */
export interface DirectoryCalls {
  /** Runs an operation of storage. */
  operate(name: OperationName, args: readonly unknown[]): Promise<unknown>;
  /** The secret that signs room tokens. */
  authSecret(): Promise<string>;
}

/** Live presentations whose calls name their room. */
export type RoomCall = Exclude<keyof LivePresentations, "recordStatus">;

/** A room as the directory calls it. */
export interface RoomCalls {
  /** The live side of its one presentation. */
  live<Name extends RoomCall>(
    name: Name,
    args: Parameters<LivePresentations[Name]>,
  ): Promise<Awaited<ReturnType<LivePresentations[Name]>>>;
  /** Sees to it that the presentation ends in time, whether or not anybody ever comes. */
  watch(record: PresentationRecord): Promise<void>;
  /** Another list or status counts. Nothing happens while the room is not open. */
  catalogueChanged(project: string): Promise<void>;
  /** The same, and the history says so. */
  recordStatus(...change: Parameters<LivePresentations["recordStatus"]>): Promise<void>;
}

/** Another object: requests go by `fetch`, everything else by its methods. */
type Stub<Calls> = Calls & Pick<Fetcher, "fetch">;

interface Namespace<Calls> {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): Stub<Calls>;
}

/** What the configuration of the Worker binds; variables and secrets stand beside these. */
export interface Bindings {
  readonly DIRECTORY: Namespace<DirectoryCalls>;
  readonly ROOMS: Namespace<RoomCalls>;
  /** Static files: the built client and the pictures of the packs. */
  readonly ASSETS: Pick<Fetcher, "fetch">;
}

/** There is one directory in a deployment. */
export const directoryOf = ({ DIRECTORY }: Bindings): Stub<DirectoryCalls> =>
  DIRECTORY.get(DIRECTORY.idFromName("directory"));

export const roomOf = ({ ROOMS }: Bindings, room: string): Stub<RoomCalls> =>
  ROOMS.get(ROOMS.idFromName(room));
