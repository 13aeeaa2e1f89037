import { useSyncExternalStore } from "react";

const narrow = matchMedia("(width < 56.25rem)");

const subscribe = (changed: () => void): (() => void) => {
  narrow.addEventListener("change", changed);
  return () => narrow.removeEventListener("change", changed);
};

/** Whether fingers press here rather than a pointer: the same measure as `max-md` of the styles. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
