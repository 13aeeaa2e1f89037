import { FIRST_STRIDE } from "../../../../schema/catalogue/around.ts";

/** Frames are loaded in passes: every eighth, then those halfway between, until all are loaded. */
const STRIDES = [FIRST_STRIDE, 4, 2, 1] as const;

/** Number of steps between two frames, in the shorter direction. */
export function stepsBetween(one: number, other: number, count: number): number {
  const ahead = (((one - other) % count) + count) % count;
  return Math.min(ahead, count - ahead);
}

/** The frame nearest to a direction. */
export const frameAt = (turn: number, count: number): number =>
  (((Math.round(turn * count) % count) + count) % count) % count;

const passOf = (frame: number): number => STRIDES.findIndex((stride) => frame % stride === 0);

/** All frames, nearest first. */
function nearestFirst(count: number, current: number): readonly number[] {
  const frames = [current];
  for (let steps = 1; frames.length < count; steps += 1) {
    const before = (current - steps + count) % count;
    const after = (current + steps) % count;
    frames.push(Math.min(before, after));
    if (before !== after) frames.push(Math.max(before, after));
  }
  return frames;
}

/**
 * The frames to load for `current`, most urgent first: `most` at most; every eighth comes first, then the nearest. Linear,
 * because it is called in each step of a turn.
 */
export function wantedFrames(count: number, current: number, most: number): readonly number[] {
  const passes: number[][] = STRIDES.map(() => []);
  let coarse = Math.min(most, Math.ceil(count / FIRST_STRIDE));
  let others = most - coarse;
  for (const frame of nearestFirst(count, current)) {
    const pass = passOf(frame);
    const left = pass === 0 ? coarse : others;
    if (left > 0) passes[pass]?.push(frame);
    if (pass === 0) coarse -= 1;
    else others -= 1;
  }
  return passes.flat();
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
