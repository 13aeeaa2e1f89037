/**
 * Marks what the agent points at, on everything that stands for it: the thing itself (`data-anchor`) and what echoes it
 * (`data-echo`: a label, a small map). Styles do the rest, so React does not render for it.
 */
export function markHighlighted(area: Element, anchor: string | undefined): void {
  const wanted = new Set(
    anchor === undefined
      ? []
      : area.querySelectorAll(
          `[data-anchor="${CSS.escape(anchor)}"], [data-echo="${CSS.escape(anchor)}"]`,
        ),
  );
  for (const element of area.querySelectorAll("[data-highlighted]")) {
    if (!wanted.has(element)) element.removeAttribute("data-highlighted");
  }
  // Set anew it would count as a change, for observers and for styles.
  for (const element of wanted) element.toggleAttribute("data-highlighted", true);
}
