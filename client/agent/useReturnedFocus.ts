import { useEffect, useRef, type RefObject } from "react";

/**
 * Where the focus goes when a dialog closes whose opener is gone, because the dialog changed the page below it: to the
 * button in `home` that opens it now.
 */
export function useReturnedFocus(open: boolean): RefObject<HTMLDivElement | null> {
  const home = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    if (!closed) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost) home.current?.querySelector<HTMLElement>("[data-invites]")?.focus();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return home;
}
