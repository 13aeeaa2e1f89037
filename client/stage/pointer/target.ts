import { toScreen, intersect, wayTo, type Way } from "./anchorPoint.ts";
import type { Box } from "../picture/outline.ts";
import type { Pointing } from "../pointing.ts";
import type { Spot } from "./pointerMotion.ts";
import { surfaceOf } from "./surfaces.ts";

const boxOf = (element: Element): Box => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
};

/** The element of an anchor on this screen: preferably a picture, and only one with a size. */
function findAnchored(area: Element, anchor: string): Element | undefined {
  const found = [...area.querySelectorAll(`[data-anchor="${CSS.escape(anchor)}"]`)].filter(
    (element) => boxOf(element).width > 0,
  );
  return found.find((element) => element.hasAttribute("data-surface")) ?? found[0];
}

/** The part of the screen in which an element can be visible, within all scrolling ancestors. */
function sightOf(area: Element, element: Element): Box {
  let sight = boxOf(area);
  for (
    let clip = element.closest("[data-clip]");
    clip !== null && area.contains(clip);
    clip = clip.parentElement?.closest("[data-clip]") ?? null
  ) {
    sight = intersect(sight, boxOf(clip));
  }
  return sight;
}

export interface Aim {
  readonly element: Element;
  /** 0–1 of the anchored thing. */
  readonly share: Spot;
  /** Relative to the area's corner, in its own pixels. */
  readonly spot: Spot;
  /** The direction to it, if it is out of view. */
  readonly way: Way | undefined;
  /** The part of the area in which it could be visible, relative to the area's corner. */
  readonly sight: Box;
}

/** The scale at which an area is drawn: below 1 in the desk's small phone. */
const scaleOf = (area: HTMLElement): number =>
  area.offsetWidth === 0 ? 1 : boxOf(area).width / area.offsetWidth;

const middle: Spot = { x: 0.5, y: 0.5 };

function aimAt(area: HTMLElement, anchor: string, share: Spot): Aim | undefined {
  const element = findAnchored(area, anchor);
  if (element === undefined) return undefined;
  const corner = boxOf(area);
  const scale = scaleOf(area);
  const own = ({ x, y }: Spot): Spot => ({ x: (x - corner.x) / scale, y: (y - corner.y) / scale });
  const spot = toScreen(surfaceOf(element)?.toBox(share) ?? share, boxOf(element));
  const sight = sightOf(area, element);
  return {
    element,
    share,
    spot: own(spot),
    way: wayTo(spot, sight),
    sight: { ...own(sight), width: sight.width / scale, height: sight.height / scale },
  };
}

export const aimOfPointer = (area: HTMLElement, { pointer }: Pointing): Aim | undefined =>
  pointer && aimAt(area, pointer.anchor, pointer);

/** A highlighted thing is aimed at its centre. */
export const aimOfHighlight = (area: HTMLElement, { highlight }: Pointing): Aim | undefined =>
  highlight && aimAt(area, highlight.anchor, middle);
