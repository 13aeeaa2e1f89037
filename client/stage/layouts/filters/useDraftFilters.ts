import { useEffect, useRef, useState } from "react";
import type { Filters } from "../../../../schema/presentation/filters.ts";
import { browserClock } from "../../../base/clock.ts";
import { createThrottle, type Throttle } from "../../../base/throttle.ts";
import type { StageIntent } from "../../types.ts";

/** How often a handle under the hand is shared. */
const DRAG_PERIOD_MS = 200;

export interface DraftFilters {
  /** What is shown: the handle under the hand ahead of what was shared. */
  readonly filters: Filters;
  /** While a handle moves. */
  readonly drag: (filters: Filters) => void;
  /** A choice, or where a handle came to rest. */
  readonly commit: (filters: Filters) => void;
}

/** The filters as this side edits them: shown at once, shared a few times a second and at the end. */
export function useDraftFilters(
  shared: Filters,
  onIntent: (intent: StageIntent) => void,
): DraftFilters {
  const [draft, setDraft] = useState<Filters | undefined>();
  const latest = useRef(onIntent);
  useEffect(() => {
    latest.current = onIntent;
  });
  const throttle = useRef<Throttle<Filters>>(undefined);
  useEffect(() => {
    const opened = createThrottle(browserClock, DRAG_PERIOD_MS, (filters: Filters) =>
      latest.current({ kind: "filter", filters }),
    );
    throttle.current = opened;
    return opened.cancel;
  }, []);
  return {
    filters: draft ?? shared,
    drag: (filters) => {
      setDraft(filters);
      throttle.current?.push(filters);
    },
    commit: (filters) => {
      throttle.current?.cancel();
      setDraft(undefined);
      onIntent({ kind: "filter", filters });
    },
  };
}
