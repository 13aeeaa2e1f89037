import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Opens the browser's print dialog: with the home of this id alone, or with all homes, one on a page. The print uses the
 * page's fonts and text direction.
 */
export function printPage(unit: string | undefined): void {
  const sheets = () => [...document.querySelectorAll<HTMLElement>("[data-sheet]")];
  const choose = () => {
    for (const sheet of sheets()) {
      if (unit !== undefined && sheet.dataset["sheet"] !== unit) sheet.dataset["unprinted"] = "";
    }
  };
  // After the page's own listener, which renders the remaining homes.
  window.addEventListener("beforeprint", choose, { once: true });
  // A phone's `print` may return before anything is laid out.
  const unmark = () => {
    for (const sheet of sheets()) delete sheet.dataset["unprinted"];
  };
  window.addEventListener("afterprint", unmark, { once: true });
  window.print();
}

/** Prints all homes, as soon as all of them are rendered. */
export function waitingPrint() {
  let isReady = false;
  let isAsked = false;
  return {
    print: (): void => {
      if (isReady) printPage(undefined);
      else isAsked = true;
    },
    ready: (): void => {
      isReady = true;
      if (isAsked) printPage(undefined);
      isAsked = false;
    },
  };
}

/** Whether the page is being printed. Paper is light, whatever the screen is. */
export function usePaper(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | undefined;
    const before = () => {
      shown = root.dataset["theme"];
      root.dataset["theme"] = "light";
      flushSync(() => setPrinting(true));
    };
    const after = () => {
      if (shown !== undefined) root.dataset["theme"] = shown;
      setPrinting(false);
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinting;
}
