import type { Box } from "./outline.ts";

/** A label that could be shown, in CSS pixels of the viewport. */
export interface LabelWish {
  /** The thing's box. */
  readonly thing: Box;
  /** The label's own box. */
  readonly label: Box;
  /** Always shown: chosen or pointed at. */
  readonly pinned: boolean;
}

const LEAST_IN_SIGHT = 0.6;
const MOST_COVERED = 0.15;
/** Minimum visible share of a label: half a word at the edge is useless. */
const LEAST_READABLE = 0.9;

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const area = ({ width, height }: Box): number => width * height;

/**
 * Chooses the labels to show, by index: those whose thing is mostly visible or nearly fills the viewport, and that do not
 * overlap. Of two that overlap the pinned one is shown, else the earlier.
 */
export function chooseLabels(
  wishes: readonly LabelWish[],
  viewport: { readonly width: number; readonly height: number },
): ReadonlySet<number> {
  const sight: Box = { x: 0, y: 0, ...viewport };
  const order = wishes.map((_, index) => index);
  const pinnedFirst = [
    ...order.filter((index) => wishes[index]?.pinned),
    ...order.filter((index) => wishes[index]?.pinned === false),
  ];
  const shown: number[] = [];
  for (const index of pinnedFirst) {
    const wish = wishes[index];
    if (wish === undefined) continue;
    const seen = overlap(wish.thing, sight);
    const large = seen >= LEAST_IN_SIGHT * area(sight);
    if (!large && seen < LEAST_IN_SIGHT * area(wish.thing)) continue;
    if (overlap(wish.label, sight) < LEAST_READABLE * area(wish.label)) continue;
    const covered = shown.some((other) => {
      const box = wishes[other]?.label;
      return box !== undefined && overlap(box, wish.label) > MOST_COVERED * area(wish.label);
    });
    if (!covered) shown.push(index);
  }
  return new Set(shown);
}
