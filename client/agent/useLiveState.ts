import { createStore } from "../base/store.ts";
import { useStore } from "../base/react/useStore.ts";
import type { ViewerPresence, Presenter } from "../session/types.ts";
import { useDesk } from "./deskContext.ts";
import type { PresentationState } from "../../schema/presentation/presentation.ts";

const NO_VIEWERS = createStore<readonly ViewerPresence[]>([]);
const NO_PRESENTERS = createStore<readonly Presenter[]>([]);
const NO_STATE = createStore<PresentationState | undefined>(undefined);

const usePresenting = () => useStore(useDesk().desk.presenting.state);

/** Connected viewers. */
export function useViewers(): readonly ViewerPresence[] {
  const presenting = usePresenting();
  return useStore(presenting.kind === "live" ? presenting.session.viewers : NO_VIEWERS);
}

/** All presenters, this page first. */
export function usePresenters(): readonly Presenter[] {
  const presenting = usePresenting();
  return useStore(presenting.kind === "live" ? presenting.session.presenters : NO_PRESENTERS);
}

/** The state that buyers see while mirroring is paused; `undefined` while it is not. */
export function usePausedState(): PresentationState | undefined {
  const presenting = usePresenting();
  const paused = presenting.kind === "live" ? presenting.paused : undefined;
  const shared = useStore(presenting.kind === "live" ? presenting.session.state : NO_STATE);
  return paused === undefined ? undefined : (shared ?? paused);
}
