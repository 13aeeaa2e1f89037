import { shareOf, type Timing } from "../../ui/timing.ts";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A pointer without movement for this time fades. */
const REST_MS = 4000;
const SHARE = 0.22;

export interface PointerMotionOptions {
  readonly timing: Pick<Timing, "nextFrame" | "now">;
  readonly reducedMotion: () => boolean;
  /** The pointer's current target, read each frame because the page may scroll; `undefined` hides it. */
  readonly aim: () => Spot | undefined;
  /** `resting`: it has not moved for a while. */
  readonly draw: (spot: Spot | undefined, resting: boolean) => void;
}

export interface PointerMotion {
  /** The agent's pointer moved. */
  readonly wake: () => void;
  /** Redraws after something under the pointer moved, without counting it as a movement. */
  readonly touch: () => void;
  /** Idempotent. */
  readonly close: () => void;
}

/** Follows the agent's pointer frame by frame, and stops while it rests. */
export function createPointerMotion(options: PointerMotionOptions): PointerMotion {
  const { timing } = options;
  let spot: Spot | undefined;
  let movedMs = -Infinity;
  let lastFrameMs: number | undefined;
  let cancel: (() => void) | undefined;
  let closed = false;

  const step = (aim: Spot, elapsedMs: number): Spot => {
    if (spot === undefined || options.reducedMotion()) return aim;
    const share = shareOf(SHARE, elapsedMs);
    return { x: spot.x + (aim.x - spot.x) * share, y: spot.y + (aim.y - spot.y) * share };
  };
  const frame = (timeMs: number) => {
    cancel = undefined;
    const aim = options.aim();
    const resting = timing.now() - movedMs >= REST_MS;
    spot = aim && step(aim, timeMs - (lastFrameMs ?? timeMs - 1000 / 60));
    lastFrameMs = timeMs;
    options.draw(spot, resting);
    if (resting || aim === undefined) lastFrameMs = undefined;
    else schedule();
  };
  const schedule = () => {
    if (!closed) cancel ??= timing.nextFrame(frame);
  };
  return {
    wake: () => {
      movedMs = timing.now();
      schedule();
    },
    touch: schedule,
    close: () => {
      closed = true;
      cancel?.();
      cancel = undefined;
    },
  };
}
