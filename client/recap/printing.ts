import { useEffect } from "react";

/**
 * Opens the browser's own print dialog: with the home of this id alone, or with all homes, one on a page. The fonts and the
 * direction of writing are the page's then.
 */
export function printPage(unit: string | undefined): void {
  const sheets = [...document.querySelectorAll<HTMLElement>("[data-sheet]")];
  for (const sheet of sheets) {
    if (unit !== undefined && sheet.dataset["sheet"] !== unit) sheet.dataset["unprinted"] = "";
  }
  window.print();
  for (const sheet of sheets) delete sheet.dataset["unprinted"];
}

/** Paper is light, whatever the screen is. */
export function usePaperTheme(): void {
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | undefined;
    const before = () => {
      shown = root.dataset["theme"];
      root.dataset["theme"] = "light";
    };
    const after = () => {
      if (shown !== undefined) root.dataset["theme"] = shown;
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
}
