import { useEffect, useRef, type FocusEvent, type RefObject } from "react";

/**
 * Keeps the focus among tabs whose panel is exchanged from elsewhere: what had it is gone then, and whoever uses a keyboard
 * would begin anew at the top of the page. Spread on the element around the tabs.
 */
export function useKeptFocus<Around extends HTMLElement>(
  shown: string,
): {
  readonly ref: RefObject<Around | null>;
  readonly onFocus: () => void;
  readonly onBlur: (left: FocusEvent) => void;
} {
  const ref = useRef<Around>(null);
  const within = useRef(false);
  const known = useRef(shown);
  useEffect(() => {
    if (known.current === shown) return;
    known.current = shown;
    const { activeElement, body } = document;
    if (activeElement === null) return;
    // A panel that is on its way out has the focus still.
    const leaving = ref.current?.contains(activeElement) === true;
    const lost = activeElement === body || leaving;
    if (!within.current || !lost || activeElement.closest('[role="tablist"]') !== null) return;
    const tab = ref.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
    tab?.focus({ preventScroll: true });
  }, [shown]);
  return {
    ref,
    onFocus: () => {
      within.current = true;
    },
    // Without a next element nothing was gone to: the focused one went away, or the page lost the focus.
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) within.current = ref.current?.contains(relatedTarget) === true;
    },
  };
}
