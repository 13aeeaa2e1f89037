/** Frames are fetched in passes: every eighth, then those halfway between, until all are there. */
const STRIDES = [8, 4, 2, 1] as const;

/** How many steps two frames are apart, whichever way around. */
export function stepsBetween(one: number, other: number, count: number): number {
  const ahead = (((one - other) % count) + count) % count;
  return Math.min(ahead, count - ahead);
}

/** The frame that shows a direction best. */
export const frameAt = (turn: number, count: number): number =>
  (((Math.round(turn * count) % count) + count) % count) % count;

const passOf = (frame: number): number => STRIDES.findIndex((stride) => frame % stride === 0);

/**
 * The frames to have while `current` is looked at, the most urgent first: `most` at most, of which every eighth come
 * first, and the others are the nearest.
 */
export function wantedFrames(count: number, current: number, most: number): readonly number[] {
  const distance = (frame: number): number => stepsBetween(frame, current, count);
  const nearest = Array.from({ length: count }, (_, frame) => frame).toSorted(
    (one, other) => distance(one) - distance(other) || one - other,
  );
  const coarse = nearest.filter((frame) => passOf(frame) === 0).slice(0, most);
  const others = nearest.filter((frame) => passOf(frame) > 0).slice(0, most - coarse.length);
  return [...coarse, ...others.toSorted((one, other) => passOf(one) - passOf(other))];
}

/** Of the frames that are there the nearest; `undefined`: none is. */
export function nearestFrame(
  held: Iterable<number>,
  wanted: number,
  count: number,
): number | undefined {
  let best: number | undefined;
  let steps = Infinity;
  for (const frame of held) {
    const between = stepsBetween(frame, wanted, count);
    if (between < steps) [best, steps] = [frame, between];
  }
  return best;
}
