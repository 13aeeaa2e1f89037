import { useEffect } from "react";
import { depthOf, type Following, type FollowingEvent } from "./following.ts";

const KEY = "offplanDepth";

/** The trail's depth stored in an entry of the browser's history. */
export function depthIn(state: unknown): number {
  const depth = (state as Record<string, unknown> | null)?.[KEY];
  return typeof depth === "number" ? depth : 0;
}

/**
 * One entry of the browser's history for each look of the buyer's own, so that the phone's back button retraces the looks
 * and then returns to the agent instead of leaving the viewing. The address is unchanged.
 */
export function useBackButton(
  following: Following,
  dispatch: (followingEvent: FollowingEvent) => void,
): void {
  const depth = depthOf(following);
  useEffect(() => {
    const rewound = ({ state }: PopStateEvent) =>
      dispatch({ kind: "rewind", depth: depthIn(state) });
    window.addEventListener("popstate", rewound);
    return () => window.removeEventListener("popstate", rewound);
  }, [dispatch]);
  useEffect(() => {
    const present = depthIn(window.history.state);
    if (depth < present) window.history.go(depth - present);
    for (let step = present + 1; step <= depth; step += 1) {
      window.history.pushState({ [KEY]: step }, "");
    }
  }, [depth]);
}
