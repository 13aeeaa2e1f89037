import { useSyncExternalStore } from "react";

const NARROW = "(width < 56.25rem)";

const subscribe = (changed: () => void): (() => void) => {
  const narrow = matchMedia(NARROW);
  narrow.addEventListener("change", changed);
  return () => narrow.removeEventListener("change", changed);
};

/** Whether fingers press here rather than a pointer: the same measure as `max-md` of the styles. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
