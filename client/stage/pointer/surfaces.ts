import type { Spot } from "./pointerMotion.ts";

/** A picture with a non-rectangular mapping of points. */
export interface Surface {
  /** Shares of the anchored thing (0–1) at a point of its element's box, 0–1 too. */
  readonly toShare: (spot: Spot) => Spot;
  /** The inverse; outside 0–1 if the point is out of view. */
  readonly toBox: (share: Spot) => Spot;
}

const surfaces = new WeakMap<Element, Surface>();

/** Registers an element's mapping. Returns a function that removes it. */
export function addSurface(element: Element, surface: Surface): () => void {
  surfaces.set(element, surface);
  return () => void surfaces.delete(element);
}

export const surfaceOf = (element: Element): Surface | undefined => surfaces.get(element);
