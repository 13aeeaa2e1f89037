import { createStore } from "../base/store.ts";
import { useStore } from "../base/react/useStore.ts";
import type { ViewerPresence, Presenter } from "../session/types.ts";
import type { PresentingState } from "./desk/presenting.ts";
import type { PresentationState } from "../../schema/presentation.ts";

const NO_VIEWERS = createStore<readonly ViewerPresence[]>([]);
const NO_PRESENTERS = createStore<readonly Presenter[]>([]);
const NO_STATE = createStore<PresentationState | undefined>(undefined);

/** Who watches now. */
export const useViewers = (presenting: PresentingState): readonly ViewerPresence[] =>
  useStore(presenting.kind === "live" ? presenting.session.viewers : NO_VIEWERS);

/** Who presents now, this page's own first. */
export const usePresenters = (presenting: PresentingState): readonly Presenter[] =>
  useStore(presenting.kind === "live" ? presenting.session.presenters : NO_PRESENTERS);

/** What the buyers see while mirroring is paused; `undefined` while it is not. */
export function usePausedState(presenting: PresentingState): PresentationState | undefined {
  const paused = presenting.kind === "live" ? presenting.paused : undefined;
  const shared = useStore(presenting.kind === "live" ? presenting.session.state : NO_STATE);
  return paused === undefined ? undefined : (shared ?? paused);
}
