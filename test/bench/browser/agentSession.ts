/** Replaces the client's file of this name: the same session, but changes are sent as JSON over a bare relay. */
import { openAgentSession as openRealSession } from "../../../client/session/agentSession.ts";
import type { RoomEntry } from "../../../client/session/room/room.ts";
import type { AgentSession } from "../../../client/session/types.ts";
import { openJsonWay } from "./jsonWay.ts";

export function openAgentSession(entry: RoomEntry): AgentSession {
  const real = openRealSession(entry);
  const way = openJsonWay(entry.room, () => undefined);
  return {
    ...real,
    write: (change) => way.send(change),
    close: () => {
      way.close();
      real.close();
    },
  };
}
