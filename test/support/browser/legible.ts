import type { Page } from "playwright-core";

/** Illegible texts on a page: outside the window, truncated, or overlapping other text. */
export const illegible = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const written: { readonly said: string; readonly box: DOMRect; readonly of: Element }[] = [];
    /** Scrolled content is not cut off, and zoomed content is not text. */
    const isMoved = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (at.matches(".picture-viewport, [aria-hidden], [inert]")) return true;
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) {
          return true;
        }
      }
      return false;
    };
    /** The part of a box that its scrolling ancestors show. */
    const seen = (element: Element, box: DOMRect): DOMRect => {
      let { top, bottom } = box;
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        if (getComputedStyle(at).overflowY === "visible") continue;
        const frame = at.getBoundingClientRect();
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      return new DOMRect(box.left, top, box.width, Math.max(0, bottom - top));
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const of = text.parentElement;
      const said = text.textContent?.trim() ?? "";
      if (of === null || said === "" || !of.checkVisibility({ visibilityProperty: true })) continue;
      if (of.matches("script, style, option") || isMoved(of)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = seen(of, range.getBoundingClientRect());
      // Visible to screen readers only.
      if (box.height < 2 || of.getBoundingClientRect().width < 2) continue;
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`"${said}" leaves the window`);
      if (getComputedStyle(of).textOverflow === "ellipsis" && of.scrollWidth > of.clientWidth + 1) {
        found.push(`"${said}" ends in dots`);
      }
      written.push({ said, box, of });
    }
    written.forEach(({ said, box, of }, at) => {
      for (const other of written.slice(at + 1)) {
        if (of.contains(other.of) || other.of.contains(of)) continue;
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 2 && down > 4) found.push(`"${said}" lies on "${other.said}"`);
      }
    });
    return found;
  });
