import { shareOf, type Timing } from "../../../ui/timing.ts";

const FLIGHT_MS = 600;
const CHASE_SHARE = 0.22;

/** How a kind of camera moves between two places. */
export interface CameraMotion<Place> {
  /** A flight at `progress` 0–1; exactly `to` at its end. */
  readonly flightAt: (from: Place, to: Place, progress: number) => Place;
  /** One step towards a moving target; `to` itself when the remaining distance is invisible. */
  readonly chaseStep: (from: Place, to: Place, share: number) => Place;
}

export interface CameraDriverOptions<Place> {
  readonly motion: CameraMotion<Place>;
  readonly timing: Pick<Timing, "nextFrame">;
  readonly reducedMotion: () => boolean;
  readonly current: () => Place;
  readonly apply: (place: Place) => void;
}

/** Animates a camera. A new command replaces the last. */
export interface CameraDriver<Place> {
  /** Moves there in 600 ms with easing; jumps if reduced motion is preferred. */
  fly(to: Place): void;
  /** Follows a moving target: by a share of the distance each frame. */
  chase(to: Place): void;
  stop(): void;
}

export function createCameraDriver<Place>(
  options: CameraDriverOptions<Place>,
): CameraDriver<Place> {
  const { flightAt, chaseStep } = options.motion;
  let cancel: (() => void) | undefined;
  let chased: Place | undefined;
  const stop = () => {
    cancel?.();
    cancel = undefined;
    chased = undefined;
  };
  const jump = (to: Place) => {
    stop();
    options.apply(to);
  };
  const flyFrom = (from: Place, to: Place, startMs: number, timeMs: number) => {
    const progress = (timeMs - startMs) / FLIGHT_MS;
    options.apply(flightAt(from, to, progress));
    cancel =
      progress >= 1
        ? undefined
        : options.timing.nextFrame((nextMs) => flyFrom(from, to, startMs, nextMs));
  };
  const run = (lastMs: number, timeMs: number) => {
    cancel = undefined;
    if (chased === undefined) return;
    const next = chaseStep(options.current(), chased, shareOf(CHASE_SHARE, timeMs - lastMs));
    options.apply(next);
    if (next === chased) chased = undefined;
    else cancel = options.timing.nextFrame((nextMs) => run(timeMs, nextMs));
  };
  return {
    fly: (to) => {
      if (options.reducedMotion()) return jump(to);
      stop();
      const from = options.current();
      cancel = options.timing.nextFrame((startMs) => flyFrom(from, to, startMs, startMs));
    },
    chase: (to) => {
      if (options.reducedMotion()) return jump(to);
      if (chased === undefined) {
        stop();
        cancel = options.timing.nextFrame((startMs) => run(startMs - 1000 / 60, startMs));
      }
      chased = to;
    },
    stop,
  };
}
