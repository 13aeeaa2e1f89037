import type { PresentationRecord, Storage } from "../../storage/storage.ts";
import type { DirectoryCalls, RoomDatabaseCalls } from "../bindings.ts";
import { openSplitStorage } from "../storage/splitStorage.ts";

interface RoomStorageEvents {
  /** The current record of the room's presentation was read. */
  found(record: PresentationRecord): void;
}

export interface RoomStorageOptions {
  readonly room: string;
  readonly directory: DirectoryCalls;
  /** The room's own document and history. */
  readonly own: RoomDatabaseCalls;
  /** The room's presentation, if known. */
  readonly presentation: () => string | undefined;
  readonly events: RoomStorageEvents;
}

/** Whether it has expired, or its agent has been away or unreported for too long. */
function isDue(record: PresentationRecord, nowMs: number, awayMs: number): boolean {
  const { ended, expiresAtMs, awaySinceMs, seenAtMs = Infinity } = record;
  if (ended !== undefined) return false;
  return expiresAtMs <= nowMs || (awaySinceMs ?? seenAtMs) + awayMs <= nowMs;
}

/** Storage of one room: its document and history are here, and its lists of open presentations contain only its own. */
export function openRoomStorage(options: RoomStorageOptions): Storage {
  const { room, directory, own, presentation, events } = options;
  const whole = openSplitStorage({ directory, room: () => own });
  const { presentations } = whole;
  let known: PresentationRecord | undefined;
  const find = async (id: string): Promise<PresentationRecord | undefined> => {
    const record = await presentations.find(id);
    if (record?.room !== room) return record;
    known = record;
    events.found(record);
    return record;
  };
  const listOpen = async (): Promise<readonly PresentationRecord[]> => {
    const id = presentation();
    const record = id === undefined ? undefined : await find(id);
    return record === undefined || record.ended !== undefined ? [] : [record];
  };
  /** Queries the directory only if the presentation is due according to the record last read. */
  const listDue = async (nowMs: number, awayMs: number): Promise<readonly PresentationRecord[]> => {
    if (known !== undefined && !isDue(known, nowMs, awayMs)) return [];
    const open = await listOpen();
    return open.filter((record) => isDue(record, nowMs, awayMs));
  };
  const setAwaySince = async (id: string, sinceMs: number): Promise<void> => {
    await presentations.setAwaySince(id, sinceMs);
    await find(id);
  };
  const setPresent = async (id: string, sinceMs: number): Promise<void> => {
    await presentations.setPresent(id, sinceMs);
    await find(id);
  };
  return {
    ...whole,
    presentations: { ...presentations, find, listOpen, listDue, setAwaySince, setPresent },
    close: async () => undefined,
  };
}
