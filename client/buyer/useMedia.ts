import { useCallback, useSyncExternalStore } from "react";

/** Room for the desk's rail and panel; a phone on its side is wide but not high. */
export const DESK = "(min-width: 56.25rem) and (min-height: 35rem)";

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
