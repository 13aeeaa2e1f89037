import { useEffect, useRef, useState } from "react";
import type { HomeTab } from "../../../schema/presentation.ts";
import { browserTiming } from "../../ui/timing.ts";
import type { PointingSource } from "../pointing.ts";
import { followPointedTab, type PointedTab } from "./tabs.ts";

/** The part of the home that the agent points at; `undefined`: none, and the `opened` one is shown. */
export function usePointedTab(
  source: PointingSource | undefined,
  opened: HomeTab,
): HomeTab | undefined {
  const [pointed, setPointed] = useState<HomeTab>();
  const followed = useRef<PointedTab>(undefined);
  const known = useRef(opened);
  useEffect(() => {
    if (source === undefined) return undefined;
    const following = followPointedTab(source, browserTiming, (tab) =>
      // A hand on the part that is open changes nothing, and draws nothing.
      setPointed(tab === known.current ? undefined : tab),
    );
    followed.current = following;
    return () => {
      following.close();
      followed.current = undefined;
    };
  }, [source]);
  useEffect(() => {
    if (known.current === opened) return;
    known.current = opened;
    followed.current?.reset();
  }, [opened]);
  return source === undefined ? undefined : pointed;
}
