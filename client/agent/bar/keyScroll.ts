/** For `ref`: a row that has more than it shows can be reached and scrolled by keys, and only then. */
export function keyScroll(row: HTMLElement | null): (() => void) | undefined {
  if (row === null) return undefined;
  const look = () => {
    if (row.scrollWidth > row.clientWidth) row.setAttribute("tabindex", "0");
    else row.removeAttribute("tabindex");
  };
  const resizes = new ResizeObserver(look);
  const changes = new MutationObserver(look);
  resizes.observe(row);
  changes.observe(row, { childList: true, subtree: true, characterData: true });
  look();
  return () => {
    resizes.disconnect();
    changes.disconnect();
  };
}
