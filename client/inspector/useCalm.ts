import { useEffect, useState } from "react";
import type { Store } from "../session/store.ts";

/** How often what changes all the time is drawn again: as often as a person can read it. */
export const DRAW_MS = 250;

/** A store's value, looked at again a moment after it changed and not more often. */
export function useCalm<Value>(store: Store<Value>): Value {
  const [value, setValue] = useState(() => ({ store, now: store.get() }));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer = undefined;
      setValue({ store, now: store.get() });
    };
    const stop = store.subscribe(() => {
      timer ??= setTimeout(look, DRAW_MS);
    });
    look();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return value.store === store ? value.now : store.get();
}
