import type { Box } from "../picture/outline.ts";
import { intersect } from "../pointer/anchorPoint.ts";

/** The flying part of a view: its picture or its board. */
export const FLYING = "[data-flies]";
/** On a flying part that has nothing to show yet. */
const WAITING = "data-waits";

/** Whether a scene's script, or the picture of its flying part, is still loading. */
export const isWaiting = (scene: Element): boolean =>
  scene.childElementCount === 0 || scene.querySelector(`[${WAITING}]`) !== null;

/** Calls back when parts of a scene are inserted or become ready. Returns a function that stops. */
export function watchParts(scene: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(scene, { childList: true, subtree: true, attributeFilter: [WAITING] });
  return () => observer.disconnect();
}

/** Measures in the stage's own CSS pixels, whatever its scale: below 1 in the desk's small phone. */
export interface Measure {
  readonly box: (element: Element) => Box;
}

export function measureIn(stage: HTMLElement): Measure {
  const area = stage.getBoundingClientRect();
  const scale = stage.offsetWidth === 0 ? 1 : area.width / stage.offsetWidth;
  return {
    box: (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return {
        x: (x - area.x) / scale,
        y: (y - area.y) / scale,
        width: width / scale,
        height: height / scale,
      };
    },
  };
}

const isVisible = ({ width, height }: Box): boolean => width >= 1 && height >= 1;

/** The visible part of a flying thing's picture. */
export function pictureIn(thing: Element, { box }: Measure): Box | undefined {
  const picture = thing.querySelector("[data-surface], .board");
  const seen = intersect(box(picture ?? thing), box(thing));
  return isVisible(seen) ? seen : undefined;
}

/** Moves a box to the nearest place in another one, and cuts what is larger. */
function broughtInto(box: Box, sight: Box): Box {
  const width = Math.min(box.width, sight.width);
  const height = Math.min(box.height, sight.height);
  return {
    x: Math.min(Math.max(box.x, sight.x), sight.x + sight.width - width),
    y: Math.min(Math.max(box.y, sight.y), sight.y + sight.height - height),
    width,
    height,
  };
}

/**
 * The visible box of a part of a flying thing; a part scrolled out of view is moved to the nearest edge. For the label of a
 * board's row, the box of the row.
 */
export function partIn(thing: Element, part: Element, { box }: Measure): Box | undefined {
  const row = part.closest("tr");
  const boxes = (row === null ? [part] : [...row.children]).map(box).filter(isVisible);
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((one) => one.x));
  const y = Math.min(...boxes.map((one) => one.y));
  const right = Math.max(...boxes.map((one) => one.x + one.width));
  const bottom = Math.max(...boxes.map((one) => one.y + one.height));
  const whole = { x, y, width: right - x, height: bottom - y };
  const sight = box(thing);
  const seen = intersect(whole, sight);
  return isVisible(seen) ? seen : broughtInto(whole, sight);
}

/** The first part with one of the anchors, in order, and the flying thing around it. */
export function findPart(
  scene: Element,
  anchors: readonly string[],
): { readonly anchor: string; readonly part: Element; readonly thing: HTMLElement } | undefined {
  for (const anchor of anchors) {
    const part = scene.querySelector(`${FLYING} [data-anchor="${CSS.escape(anchor)}"]`);
    const thing = part?.closest<HTMLElement>(FLYING);
    if (part && thing) return { anchor, part, thing };
  }
  return undefined;
}
