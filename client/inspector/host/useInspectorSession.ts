import { useEffect, useState } from "react";
import { INSPECTION_REQUEST } from "../../../schema/inspection.ts";
import { type Api, ApiError } from "../../session/api.ts";
import type { Store } from "../../base/store.ts";
import type { ConnectionState } from "../../session/types.ts";
import { createTap, type Tap } from "../tap/tap.ts";
import { openRoom, type RoomEntry } from "../../session/room/room.ts";

export type InspectorEntry =
  | { readonly kind: "opening" }
  | { readonly kind: "failed"; readonly code: string }
  | {
      readonly kind: "open";
      readonly room: string;
      readonly tap: Tap;
      readonly connection: Store<ConnectionState>;
    };

/** Gets an inspector's token and joins the room with it, for as long as the component is there. */
export function useInspectorSession(api: Pick<Api, "token">, presentation: string): InspectorEntry {
  const [entry, setEntry] = useState<InspectorEntry>({ kind: "opening" });
  useEffect(() => {
    const tap = createTap({ greeting: INSPECTION_REQUEST });
    let close = (): void => {};
    let gone = false;
    const fresh = () => api.token(presentation, "inspector");
    const open = async () => {
      const { token, room } = await fresh();
      if (gone) return;
      const renewToken = async () => (await fresh()).token;
      const session = openInspectorSession(
        { origin: location.origin, room, token, renewToken },
        tap,
      );
      close = () => session.close();
      setEntry({ kind: "open", room, tap, connection: session.connection });
    };
    open().catch((error: unknown) => {
      if (!gone) setEntry({ kind: "failed", code: error instanceof ApiError ? error.code : "" });
    });
    return () => {
      gone = true;
      close();
    };
  }, [api, presentation]);
  return entry;
}

interface InspectorSession {
  readonly connection: Store<ConnectionState>;
  /** Idempotent. */
  close(): void;
}

/** Joins a room to look into it. Writes nothing and publishes nothing, for an inspector has no awareness. */
function openInspectorSession(entry: Omit<RoomEntry, "tap">, tap: Tap): InspectorSession {
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
