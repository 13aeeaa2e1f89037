/**
 * Marks the thing that the agent points at on all its elements: the thing itself (`data-anchor`) and its echoes (`data-
 * echo`: a label, a small map). Styles do the rest, without a render.
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
  // Toggled only if needed: setting it again would count as a change for observers and styles.
  for (const element of wanted) element.toggleAttribute("data-highlighted", true);
}
