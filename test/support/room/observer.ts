import type { Log } from "../../../server/log.ts";
import type { RoomMetrics } from "../../../server/rooms/metrics.ts";

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

export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
