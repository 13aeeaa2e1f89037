import { useState, type RefObject } from "react";

interface Hold {
  readonly begin: () => void;
  /** Back to the newest rows, unless the person has scrolled away from them. */
  readonly end: () => void;
  readonly scrolled: (top: number) => void;
  /** Something of this height came in above. */
  readonly keepPlace: (addedPx: number) => void;
}

/** Keeps a list in its place while rows come in above, when somebody has scrolled it or is about to press a row. */
export function useHold(area: RefObject<HTMLElement | null>): Hold {
  const [hold] = useState(() => {
    let isHeld = false;
    let isScrolled = false;
    let ownTop: number | undefined;
    const move = (top: number): void => {
      if (area.current === null) return;
      ownTop = top;
      area.current.scrollTop = top;
    };
    return {
      begin: () => {
        isHeld = true;
      },
      end: () => {
        isHeld = false;
        if (!isScrolled) move(0);
      },
      scrolled: (top: number) => {
        if (top === 0) isScrolled = false;
        else if (ownTop === undefined || Math.abs(top - ownTop) > 1) isScrolled = true;
        ownTop = undefined;
      },
      // Asking the element itself would lay the whole page out, each time that something came in.
      keepPlace: (addedPx: number) => {
        if ((isHeld || isScrolled) && area.current !== null) move(area.current.scrollTop + addedPx);
      },
    };
  });
  return hold;
}
