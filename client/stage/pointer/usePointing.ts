import { useCallback, useSyncExternalStore } from "react";
import type { Pointer } from "../../../schema/awareness.ts";
import type { PointingSource } from "../pointing.ts";

const nowhere = () => () => {};

/**
 * The agent's pointer while it is over an anchor that begins so, else `undefined`. Renders as often as the pointer
 * moves, up to 30 times a second; where only the thing under it matters, use `usePointed`.
 */
export const usePointing = (
  source: PointingSource | undefined,
  anchorPrefix: string,
): Pointer | undefined => usePointed(source, anchorPrefix, (pointer) => pointer);

/** Renders only when the picked thing changes, so pick something that compares by identity: an id, an object kept. */
export function usePointed<Thing>(
  source: PointingSource | undefined,
  anchorPrefix: string,
  pick: (pointer: Pointer) => Thing,
): Thing | undefined {
  const read = useCallback(() => {
    const pointer = source?.get().pointer;
    return pointer?.anchor.startsWith(anchorPrefix) === true ? pick(pointer) : undefined;
  }, [source, anchorPrefix, pick]);
  return useSyncExternalStore(source?.subscribe ?? nowhere, read);
}
