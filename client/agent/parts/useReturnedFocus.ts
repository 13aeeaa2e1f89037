import { useEffect, useRef, type RefObject } from "react";

/** A dialog that closes keeps the focus for some frames. */
const CLOSING_FRAMES = 30;

/**
 * Restores the focus when a dialog closes whose opener is gone, because the dialog changed the page below it: the button in
 * `home` that opens it now gets it.
 */
export function useReturnedFocus(open: boolean): RefObject<HTMLDivElement | null> {
  const home = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const closed = wasOpen.current && !open;
    wasOpen.current = open;
    if (!closed) return undefined;
    let frames = 0;
    let frame = requestAnimationFrame(function look() {
      frames += 1;
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && frames > 1) home.current?.querySelector<HTMLElement>("[data-invites]")?.focus();
      else if (frames < CLOSING_FRAMES) frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, [open]);
  return home;
}
