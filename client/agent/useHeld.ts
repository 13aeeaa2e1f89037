import type { PresentationState } from "../../schema/presentation.ts";
import { createStore } from "../base/store.ts";
import { useStore } from "../base/react/useStore.ts";
import type { PresentingState } from "./desk/presenting.ts";

const NOTHING = createStore<PresentationState | undefined>(undefined);

/** What the buyers see while mirroring is paused; `undefined` while it is not. */
export function useHeld(presenting: PresentingState): PresentationState | undefined {
  const paused = presenting.kind === "live" ? presenting.paused : undefined;
  const shared = useStore(presenting.kind === "live" ? presenting.session.state : NOTHING);
  return paused === undefined ? undefined : (shared ?? paused);
}
