import type { Box } from "../picture/outline.ts";
import type { Measure } from "./measure.ts";

/** Where the elements around a flying thing were scrolled to; a removed element forgets it. */
export type Scrolled = ReadonlyMap<Element, readonly [left: number, top: number]>;

export function scrolledAround(thing: Element, scene: Element): Scrolled {
  const scrolled = new Map<Element, readonly [number, number]>();
  for (
    let element: Element | null = thing;
    element !== null && scene.contains(element);
    element = element.parentElement
  ) {
    const { scrollLeft, scrollTop } = element;
    if (scrollLeft !== 0 || scrollTop !== 0) scrolled.set(element, [scrollLeft, scrollTop]);
  }
  return scrolled;
}

export function scrollBack(scrolled: Scrolled): void {
  for (const [element, [left, top]] of scrolled) element.scrollTo(left, top);
}

/** Attributes by which code or a screen reader would find the outgoing view. */
const FOUND_BY = ["data-anchor", "data-echo", "data-highlighted", "role", "aria-label", "alt"];

/** A space as wide as a digit. */
const BLANK = "\u2007";

/**
 * Reduces an outgoing scene to the thing that flies, in its place and without text, which would be illegible and found
 * twice. Ancestors stay for their styles, but have no boxes.
 */
export function reduceToGhost(scene: HTMLElement, thing: HTMLElement, measure: Measure): void {
  const box = measure.box(thing);
  const scrolled = scrolledAround(thing, thing);
  for (let inner: Element = thing; inner !== scene;) {
    const parent: HTMLElement | null = inner.parentElement;
    if (parent === null) return;
    while (inner.previousSibling !== null) inner.previousSibling.remove();
    while (inner.nextSibling !== null) inner.nextSibling.remove();
    if (parent !== scene) parent.style.display = "contents";
    inner = parent;
  }
  pin(thing, box);
  for (const label of thing.querySelectorAll(".picture-label")) label.remove();
  for (const element of scene.querySelectorAll("*")) {
    for (const name of FOUND_BY) element.removeAttribute(name);
  }
  const texts = document.createTreeWalker(thing, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const { currentNode } = texts;
    currentNode.nodeValue = (currentNode.nodeValue ?? "").replaceAll(/\S/gu, BLANK);
  }
  scrollBack(scrolled);
}

function pin({ style }: HTMLElement, { x, y, width, height }: Box): void {
  style.position = "absolute";
  style.inset = "auto";
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.boxSizing = "border-box";
  style.width = `${width}px`;
  style.height = `${height}px`;
  style.maxWidth = "none";
  style.margin = "0";
}
