import { createStore, type Store } from "../base/store.ts";
import { useStore } from "../base/react/useStore.ts";
import type { ViewerPresence } from "../session/types.ts";
import type { PresentingState } from "./desk/presenting.ts";

const NOBODY: Store<readonly ViewerPresence[]> = createStore<readonly ViewerPresence[]>([]);

/** Who watches now. */
export const useViewers = (presenting: PresentingState): readonly ViewerPresence[] =>
  useStore(presenting.kind === "live" ? presenting.session.viewers : NOBODY);
