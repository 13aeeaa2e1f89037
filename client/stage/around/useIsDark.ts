import { useEffect, useState, type RefObject } from "react";

const isDarkAt = (element: Element | null): boolean =>
  element?.closest("[data-theme]")?.getAttribute("data-theme") === "dark";

/** Whether the nearest theme of an element is dark. `undefined` until mounted. */
export function useIsDark(element: RefObject<Element | null>): boolean | undefined {
  const [isDark, setIsDark] = useState<boolean>();
  useEffect(() => {
    const read = () => setIsDark(isDarkAt(element.current));
    const themed = element.current?.closest("[data-theme]");
    read();
    if (themed === null || themed === undefined) return;
    const changes = new MutationObserver(read);
    changes.observe(themed, { attributeFilter: ["data-theme"] });
    return () => changes.disconnect();
  }, [element]);
  return isDark;
}
