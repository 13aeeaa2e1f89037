import { useCallback, useState } from "react";

/** The height of an element in pixels as it changes; 0 before it is known. */
export function useHeight(): readonly [(element: HTMLElement | null) => void, number] {
  const [height, setHeight] = useState(0);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, height];
}
