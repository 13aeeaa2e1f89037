/** Replaces the client's file of this name: the same session, but its state is received as JSON over a bare relay. */
import { applyChange } from "../../../schema/presentation/changes.ts";
import type { RoomEntry } from "../../../client/session/room/room.ts";
import { createStore } from "../../../client/base/store.ts";
import type { ViewerSession } from "../../../client/session/types.ts";
import { openViewerSession as openRealSession } from "../../../client/session/viewerSession.ts";
import { openJsonWay } from "./jsonWay.ts";

export function openViewerSession(entry: RoomEntry): ViewerSession {
  const real = openRealSession(entry);
  const state = createStore(real.state.get());
  const stop = real.state.subscribe(() => {
    if (state.get() === undefined) state.set(real.state.get());
  });
  const way = openJsonWay(entry.room, (change) => {
    const now = state.get();
    if (now !== undefined) state.set(applyChange(now, change));
  });
  return {
    ...real,
    state,
    close: () => {
      stop();
      way.close();
      real.close();
    },
  };
}
