import { openRoom, type RoomEntry } from "../session/room/room.ts";
import type { Store } from "../base/store.ts";
import type { ConnectionState } from "../session/types.ts";
import type { Tap } from "./tap/tap.ts";

export interface InspectorSession {
  readonly connection: Store<ConnectionState>;
  /** Idempotent. */
  close(): void;
}

/** Joins a room to look into it. Writes nothing and publishes nothing, for an inspector has no awareness. */
export function openInspectorSession(entry: Omit<RoomEntry, "tap">, tap: Tap): InspectorSession {
  return openRoom(
    { ...entry, tap },
    {
      writes: false,
      joined: ({ awareness }) => {
        awareness.setLocalState(null);
        return () => {};
      },
    },
  );
}
