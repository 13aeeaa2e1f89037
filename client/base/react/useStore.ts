import { useSyncExternalStore } from "react";
import type { Store } from "../store.ts";

/** A store's value; the component is drawn again after each change. */
export const useStore = <Value>(store: Store<Value>): Value =>
  useSyncExternalStore(store.subscribe, store.get, store.get);
