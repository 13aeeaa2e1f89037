import { storageOver } from "../../storage/sqlite/storageOver.ts";
import type { PresentationRecord, Storage } from "../../storage/storage.ts";
import type { DirectoryCalls } from "../bindings.ts";
import { openOperationCalls } from "../storage/objectStorage.ts";

interface RoomStorageEvents {
  /** The room's presentation as the directory has it now. */
  found(record: PresentationRecord): void;
  /** Its agent went away at this time. */
  away(sinceMs: number): void;
}

export interface RoomStorageOptions {
  readonly room: string;
  readonly directory: DirectoryCalls;
  /** The presentation of the room, where it is known. */
  readonly presentation: () => string | undefined;
  readonly events: RoomStorageEvents;
}

/** The directory's storage as one room uses it: of open presentations it sees its own alone. */
export function openRoomStorage(options: RoomStorageOptions): Storage {
  const { room, directory, presentation, events } = options;
  const whole = storageOver(openOperationCalls((name, args) => directory.operate(name, args)));
  const { presentations } = whole;
  const find = async (id: string): Promise<PresentationRecord | undefined> => {
    const record = await presentations.find(id);
    if (record?.room === room) events.found(record);
    return record;
  };
  const listOpen = async (): Promise<readonly PresentationRecord[]> => {
    const id = presentation();
    const record = id === undefined ? undefined : await find(id);
    return record === undefined || record.ended !== undefined ? [] : [record];
  };
  const setAwaySince = async (id: string, sinceMs: number): Promise<void> => {
    events.away(sinceMs);
    await presentations.setAwaySince(id, sinceMs);
  };
  return {
    ...whole,
    presentations: { ...presentations, find, listOpen, setAwaySince },
    close: async () => undefined,
  };
}
