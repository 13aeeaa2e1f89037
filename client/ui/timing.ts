import { browserClock, type Clock } from "../base/clock.ts";

/** A clock with animation frames. `now` is in the time of frames: milliseconds since the page began, with fractions. */
export interface Timing extends Clock {
  /** Calls once before the next paint with the time of that frame. Returns a function that stops. */
  nextFrame(draw: (timeMs: number) => void): () => void;
}

export const browserTiming: Timing = {
  ...browserClock,
  now: () => performance.now(),
  nextFrame: (draw) => {
    const frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  },
};

let reducedMotion: MediaQueryList | undefined;

/** Called in every frame of a movement, so the query is made once: making it costs more than the step it decides on. */
export function prefersReducedMotion(): boolean {
  reducedMotion ??= matchMedia("(prefers-reduced-motion: reduce)");
  return reducedMotion.matches;
}

const FRAME_MS = 1000 / 60;

/** A share of the distance per 60 Hz frame, for a frame of any length, so that motion looks the same at 120 Hz. */
export const shareOf = (sharePerFrame: number, elapsedMs: number): number =>
  1 - (1 - sharePerFrame) ** (elapsedMs / FRAME_MS);
