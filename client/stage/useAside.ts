import { useLayoutEffect, useState, type RefObject } from "react";

const ROOM_REM = 36;

/** Whether the stage is in landscape with room for a panel of 20 rem at its end. `ref`: any element that fills it. */
export function useAside(ref: RefObject<HTMLElement | null>): boolean {
  const [aside, setAside] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth, clientHeight } = element;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setAside(clientWidth > clientHeight && clientWidth >= ROOM_REM * rem);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return aside;
}
