import { shareOf, type Timing } from "../../../ui/timing.ts";
import { chaseStep, flightAt, type Placement } from "./camera.ts";

const FLIGHT_MS = 600;
const CHASE_SHARE = 0.22;

export interface CameraDriverOptions {
  readonly timing: Pick<Timing, "nextFrame">;
  readonly reducedMotion: () => boolean;
  readonly current: () => Placement;
  readonly apply: (placement: Placement) => void;
}

/** Moves a camera over time. The last order wins. */
export interface CameraDriver {
  /** Eases there in 600 ms; jumps for those who asked for less motion. */
  fly(to: Placement): void;
  /** Runs after a target that moves: a share of the distance each frame. */
  chase(to: Placement): void;
  stop(): void;
}

export function createCameraDriver(options: CameraDriverOptions): CameraDriver {
  let cancel: (() => void) | undefined;
  let chased: Placement | undefined;
  const stop = () => {
    cancel?.();
    cancel = undefined;
    chased = undefined;
  };
  const jump = (to: Placement) => {
    stop();
    options.apply(to);
  };
  const flyFrom = (from: Placement, to: Placement, startMs: number, timeMs: number) => {
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
