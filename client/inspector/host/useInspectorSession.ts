import { serverAddress } from "../../base/basePath.ts";
import { useOpened } from "../../base/react/useOpened.ts";
import { useStore } from "../../base/react/useStore.ts";
import { INSPECTION_REQUEST } from "../../../schema/protocol/inspection.ts";
import { type Api, ApiError } from "../../session/api.ts";
import { createStore, type Store } from "../../base/store.ts";
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

const OPENING: Store<InspectorEntry> = createStore<InspectorEntry>({ kind: "opening" });

/** Requests an inspector token and joins the room with it while the component is mounted. */
export function useInspectorSession(api: Pick<Api, "token">, presentation: string): InspectorEntry {
  const opened = useOpened(presentation, () => openInspector(api, presentation));
  return useStore(opened?.entry ?? OPENING);
}

function openInspector(api: Pick<Api, "token">, presentation: string) {
  const entry = createStore<InspectorEntry>({ kind: "opening" });
  const tap = createTap({ greeting: INSPECTION_REQUEST });
  let closeSession = (): void => {};
  let closed = false;
  const fresh = () => api.token(presentation, "inspector");
  const enter = async () => {
    const { token, room } = await fresh();
    if (closed) return;
    const renewToken = async () => (await fresh()).token;
    const session = openInspectorSession({ origin: serverAddress(), room, token, renewToken }, tap);
    closeSession = () => session.close();
    entry.set({ kind: "open", room, tap, connection: session.connection });
  };
  enter().catch((error: unknown) => {
    if (!closed) entry.set({ kind: "failed", code: error instanceof ApiError ? error.code : "" });
  });
  return {
    entry,
    close: () => {
      closed = true;
      closeSession();
    },
  };
}

interface InspectorSession {
  readonly connection: Store<ConnectionState>;
  /** Idempotent. */
  close(): void;
}

/** Joins a room as an inspector. Writes nothing and publishes no awareness state. */
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
