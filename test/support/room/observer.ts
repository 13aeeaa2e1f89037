import type { RoomLog, RoomMetrics } from "../../../server/rooms/metrics.ts";

const nothing = (): void => undefined;

export const silentMetrics: RoomMetrics = {
  roomOpened: nothing,
  roomClosed: nothing,
  participantOpened: nothing,
  participantClosed: nothing,
  frameIn: nothing,
  framesOut: nothing,
  refused: nothing,
  closed: nothing,
  timeUpdate: () => nothing,
  storageFailed: nothing,
};

export const silentLog: RoomLog = { debug: nothing, info: nothing, error: nothing };
