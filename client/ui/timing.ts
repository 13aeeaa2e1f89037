/** Time as the interface needs it; tests pass one they move by hand. */
export interface Timing {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls once after so many milliseconds. Returns the way to stop. */
  after(delayMs: number, then: () => void): () => void;
  /** Calls once before the next paint with the time of that frame. Returns the way to stop. */
  nextFrame(draw: (timeMs: number) => void): () => void;
}

export const browserTiming: Timing = {
  now: () => performance.now(),
  after: (delayMs, then) => {
    const timer = setTimeout(then, delayMs);
    return () => clearTimeout(timer);
  },
  nextFrame: (draw) => {
    const frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  },
};

let reducedMotion: MediaQueryList | undefined;

/** Asked in every frame of a movement, so the query is made once: making it costs more than the step it decides on. */
export function prefersReducedMotion(): boolean {
  reducedMotion ??= matchMedia("(prefers-reduced-motion: reduce)");
  return reducedMotion.matches;
}

const FRAME_MS = 1000 / 60;

/** A share of the distance a 60 Hz frame, for a frame of any length, so that motion looks the same at 120 Hz. */
export const shareOf = (sharePerFrame: number, elapsedMs: number): number =>
  1 - (1 - sharePerFrame) ** (elapsedMs / FRAME_MS);
