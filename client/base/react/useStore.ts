import { useSyncExternalStore } from "react";
import type { Store } from "../store.ts";

/** A store's value; re-renders the component after each change. */
export const useStore = <Value>(store: Store<Value>): Value =>
  useSyncExternalStore(store.subscribe, store.get, store.get);
