import { useCallback, useMemo, useState } from "react";
import type { PresentationState } from "../../schema/presentation.ts";
import type { Store } from "../session/store.ts";
import type { Over } from "../stage/over.ts";
import {
  FOLLOWING,
  shownOver,
  shownState,
  stepFollowing,
  type Following,
  type FollowingEvent,
} from "./following.ts";

export interface FollowingView {
  readonly following: Following;
  /** What the stage draws; `undefined` before the first sync. */
  readonly shown: PresentationState | undefined;
  /** What is open over it. */
  readonly over: Over | undefined;
  /** How often this page has come back to the agent, whose pictures and places it then shows anew. */
  readonly returns: number;
  readonly dispatch: (followingEvent: FollowingEvent) => void;
}

/** The machine of `following.ts` on this page. `shared` is the store's present value. */
export function useFollowing(
  store: Store<PresentationState | undefined>,
  shared: PresentationState | undefined,
): FollowingView {
  const [following, setFollowing] = useState(FOLLOWING);
  const [returns, setReturns] = useState(0);
  const dispatch = useCallback(
    (followingEvent: FollowingEvent) => {
      const latest = store.get();
      if (latest === undefined) return;
      if (followingEvent.kind === "back") setReturns((count) => count + 1);
      setFollowing((current) => stepFollowing(current, followingEvent, latest));
    },
    [store],
  );
  const shown = useMemo(
    () => (shared === undefined ? undefined : shownState(following, shared)),
    [following, shared],
  );
  return { following, shown, over: shownOver(following), returns, dispatch };
}
