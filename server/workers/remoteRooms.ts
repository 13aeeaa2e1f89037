import type { LivePresentations } from "../rooms/livePresentations.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import type { RoomCalls } from "./bindings.ts";

export interface RemoteRoomsOptions {
  readonly room: (room: string) => RoomCalls;
  readonly listOpen: () => Promise<readonly PresentationRecord[]>;
  /** Keeps the object alive until work that the caller does not await has ended. */
  readonly background: (work: Promise<unknown>) => void;
}

/** Calls every room that presents the project. Failures are ignored, so that they do not affect other rooms. */
export const eachRoomOf = async (
  project: string,
  { room, listOpen }: Pick<RemoteRoomsOptions, "room" | "listOpen">,
  call: (calls: RoomCalls) => Promise<void>,
): Promise<void> => {
  const open = await listOpen();
  const presenting = open.filter((record) => record.project === project);
  await Promise.allSettled(presenting.map((record) => call(room(record.room))));
};

/** `LivePresentations` whose rooms are separate objects. */
export function openRemoteRooms(options: RemoteRoomsOptions): LivePresentations {
  const { room: roomOf, background } = options;
  return {
    viewers: (room) => roomOf(room).live("viewers", [room]),
    hasFreeSeat: (record, subject) => roomOf(record.room).live("hasFreeSeat", [record, subject]),
    viewOf: (room) => roomOf(room).live("viewOf", [room]),
    setHearts: (room, subject, units) => roomOf(room).live("setHearts", [room, subject, units]),
    ask: (...args) => roomOf(args[0]).live("ask", args),
    record: (record, content) => roomOf(record.room).live("record", [record, content]),
    recordStatuses: (project, changes) =>
      eachRoomOf(project, options, (calls) => calls.recordStatuses(project, changes)),
    withdrawColleagues: (room) => roomOf(room).live("withdrawColleagues", [room]),
    extend: (room, expiresAtMs) => background(roomOf(room).live("extend", [room, expiresAtMs])),
    end: (room, reason) => roomOf(room).live("end", [room, reason]),
  };
}
