import type { Spot } from "./pointerMotion.ts";

/** A picture whose points do not lie on the screen as in a rectangle. */
export interface Surface {
  /** Shares of the anchored thing (0–1) at a point of its element's box, 0–1 too. */
  readonly toShare: (spot: Spot) => Spot;
  /** The inverse; out of 0–1 where the point is out of sight. */
  readonly toBox: (share: Spot) => Spot;
}

const surfaces = new WeakMap<Element, Surface>();

/** Says how an element's points lie. Returns the way to stop. */
export function addSurface(element: Element, surface: Surface): () => void {
  surfaces.set(element, surface);
  return () => void surfaces.delete(element);
}

export const surfaceOf = (element: Element): Surface | undefined => surfaces.get(element);
