import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from "react";

/**
 * An overlay on one phone's view: the sheet of a tapped home, or all filters. It covers the shared view, so its state
 * belongs to the owner of the stage.
 */
export type Over = { readonly kind: "home"; readonly unit: string } | { readonly kind: "filters" };

/** The home whose sheet is open. */
export const homeOver = (over: Over | undefined): string | undefined =>
  over?.kind === "home" ? over.unit : undefined;

/** A sheet takes the focus while open and returns it afterwards; Escape closes it. */
export function useSheetKeys<Sheet extends HTMLElement>(
  onClose: () => void,
): { readonly ref: RefObject<Sheet | null>; readonly onKeyDown: (key: KeyboardEvent) => void } {
  const ref = useRef<Sheet>(null);
  useEffect(() => {
    const sheet = ref.current;
    const before = document.activeElement;
    sheet?.focus({ preventScroll: true });
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      const inside = sheet?.contains(document.activeElement) === true;
      if ((lost || inside) && before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  const onKeyDown = useCallback(
    (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.stopPropagation();
      onClose();
    },
    [onClose],
  );
  return { ref, onKeyDown };
}
