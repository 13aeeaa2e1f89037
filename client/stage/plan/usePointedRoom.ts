import { useCallback, useSyncExternalStore } from "react";
import { formatAnchor } from "../../../schema/anchors.ts";
import type { Drawing } from "../../../schema/drawing.ts";
import type { PointingSource } from "../pointing.ts";
import { roomAt } from "./rooms.ts";

const NOWHERE = () => () => undefined;

/** The id of the room the agent points into. Renders when that changes, not when the pointer moves. */
export function usePointedRoom(
  pointing: PointingSource | undefined,
  layout: string,
  drawing: Drawing,
): string | undefined {
  const read = useCallback(() => {
    const pointer = pointing?.get().pointer;
    if (pointer?.anchor !== formatAnchor({ kind: "layout", id: layout })) return undefined;
    return roomAt(drawing, [pointer.x, pointer.y])?.id;
  }, [pointing, layout, drawing]);
  return useSyncExternalStore(pointing?.subscribe ?? NOWHERE, read);
}
