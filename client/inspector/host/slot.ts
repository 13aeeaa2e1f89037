import type { InspectorSlot } from "../../session/inspectorSlot.ts";
import { loadedPart } from "../../ui/loadedPart.tsx";
import { createTap } from "../tap/tap.ts";

/** The presenting agent's way to the room, watched from its first socket on. */
export const agentTap = createTap();

/** What the desk is given: the drawer itself is loaded when it is first opened. */
export const inspectorSlot: InspectorSlot = {
  tap: agentTap,
  Drawer: loadedPart(async () => (await import("./Drawer.tsx")).Drawer),
};
