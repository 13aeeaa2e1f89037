/** Frames are loaded in passes: every eighth, then those halfway between, until all are loaded. */
const STRIDES = [8, 4, 2, 1] as const;

/** Number of steps between two frames, in the shorter direction. */
export function stepsBetween(one: number, other: number, count: number): number {
  const ahead = (((one - other) % count) + count) % count;
  return Math.min(ahead, count - ahead);
}

/** The frame nearest to a direction. */
export const frameAt = (turn: number, count: number): number =>
  (((Math.round(turn * count) % count) + count) % count) % count;

const passOf = (frame: number): number => STRIDES.findIndex((stride) => frame % stride === 0);

/** The frames to load for `current`, most urgent first: `most` at most; every eighth comes first, then the nearest. */
export function wantedFrames(count: number, current: number, most: number): readonly number[] {
  const distance = (frame: number): number => stepsBetween(frame, current, count);
  const nearest = Array.from({ length: count }, (_, frame) => frame).toSorted(
    (one, other) => distance(one) - distance(other) || one - other,
  );
  const coarse = nearest.filter((frame) => passOf(frame) === 0).slice(0, most);
  const others = nearest.filter((frame) => passOf(frame) > 0).slice(0, most - coarse.length);
  return [...coarse, ...others.toSorted((one, other) => passOf(one) - passOf(other))];
}

/** The nearest loaded frame; `undefined`: none. */
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
