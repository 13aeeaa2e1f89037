import { useEffect, useEffectEvent, useState } from "react";
import { createStore } from "../store.ts";
import { useStore } from "./useStore.ts";

interface Opened<Key, Thing> {
  readonly key: Key;
  readonly thing: Thing;
}

/**
 * Opens a resource when the component mounts and closes it on unmount; a new `key` closes it and opens another. Returns
 * `undefined` until it is open, and for an `undefined` key. Use it for sockets, timers and subscriptions: React may
 * render without mounting and may discard what `useMemo` returned.
 */
export function useOpened<Key, Thing extends { close(): void }>(
  key: Key | undefined,
  open: (key: Key) => Thing,
): Thing | undefined {
  const [slot] = useState(() => createStore<Opened<Key, Thing> | undefined>(undefined));
  const opened = useStore(slot);
  const openNow = useEffectEvent(open);
  useEffect(() => {
    if (key === undefined) return undefined;
    const thing = openNow(key);
    slot.set({ key, thing });
    return () => thing.close();
  }, [key, slot]);
  return opened !== undefined && opened.key === key ? opened.thing : undefined;
}
