import type { InspectorSlot } from "../../session/inspectorSlot.ts";
import { loadedPart } from "../../ui/parts/loadedPart.tsx";
import { agentTap } from "./agentTap.ts";

/** The desk's inspector slot; the drawer's code is loaded when it is first opened. */
export const inspectorSlot: InspectorSlot = {
  tap: agentTap,
  Drawer: loadedPart(async () => (await import("./Drawer.tsx")).Drawer),
};
