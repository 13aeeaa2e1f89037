import { createStore, type Store } from "../base/store.ts";
import { useStore } from "../base/react/useStore.ts";
import type { Presenter } from "../session/types.ts";
import type { PresentingState } from "./desk/presenting.ts";

const NOBODY: Store<readonly Presenter[]> = createStore<readonly Presenter[]>([]);

/** Who presents now, this page's own first. */
export const usePresenters = (presenting: PresentingState): readonly Presenter[] =>
  useStore(presenting.kind === "live" ? presenting.session.presenters : NOBODY);
