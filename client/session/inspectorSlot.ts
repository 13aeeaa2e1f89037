import { createContext, type ComponentType } from "react";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import type { Api } from "./api.ts";
import type { RoomTap } from "./room/room.ts";
import type { Store } from "../base/store.ts";
import type { ConnectionState } from "./types.ts";

export interface InspectorDrawerProps {
  /** Records while closed as well. */
  readonly open: boolean;
  readonly onClose: () => void;
  readonly presentation: string;
  readonly api: Pick<Api, "token">;
  readonly index: ProjectIndex;
  /** Connection of the inspected page. */
  readonly connection: Store<ConnectionState>;
}

/** An inspector, loaded separately, that a page can offer. */
export interface InspectorSlot {
  readonly tap: RoomTap;
  readonly Drawer: ComponentType<InspectorDrawerProps>;
}

export const InspectorContext = createContext<InspectorSlot | undefined>(undefined);
