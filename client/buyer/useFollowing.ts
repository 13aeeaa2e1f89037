import { useCallback, useMemo, useState } from "react";
import type { PresentationState } from "../../schema/presentation.ts";
import type { Store } from "../session/store.ts";
import {
  FOLLOWING,
  shownState,
  stepFollowing,
  type Following,
  type FollowingEvent,
} from "./following.ts";

export interface FollowingView {
  readonly following: Following;
  /** What the stage draws; `undefined` before the first sync. */
  readonly shown: PresentationState | undefined;
  readonly dispatch: (followingEvent: FollowingEvent) => void;
}

/** The machine of `following.ts` on this page. `shared` is the store's present value. */
export function useFollowing(
  store: Store<PresentationState | undefined>,
  shared: PresentationState | undefined,
): FollowingView {
  const [following, setFollowing] = useState(FOLLOWING);
  const dispatch = useCallback(
    (followingEvent: FollowingEvent) => {
      const latest = store.get();
      if (latest === undefined) return;
      setFollowing((current) => stepFollowing(current, followingEvent, latest));
    },
    [store],
  );
  const shown = useMemo(
    () => (shared === undefined ? undefined : shownState(following, shared)),
    [following, shared],
  );
  return { following, shown, dispatch };
}
