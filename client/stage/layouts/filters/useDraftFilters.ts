import { useEffect, useRef, useState } from "react";
import type { Filters } from "../../../../schema/presentation/filters.ts";
import { browserClock } from "../../../base/clock.ts";
import { createThrottle, type Throttle } from "../../../base/throttle.ts";
import type { StageIntent } from "../../types.ts";

/** Interval of updates while a handle is dragged. */
const DRAG_PERIOD_MS = 200;

export interface DraftFilters {
  /** The displayed filters, which may be ahead of the shared ones. */
  readonly filters: Filters;
  /** Called while a handle is dragged. */
  readonly drag: (filters: Filters) => void;
  /** Called for a choice, or when a handle is released. */
  readonly commit: (filters: Filters) => void;
}

/** The filters while this side edits them: displayed at once, shared a few times a second and at the end. */
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
