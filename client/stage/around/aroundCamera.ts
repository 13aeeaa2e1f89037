import type { Timing } from "../../ui/timing.ts";
import { createCameraDriver, type CameraMotion } from "../picture/camera/cameraDriver.ts";

export interface AroundCameraOptions<Place> {
  readonly motion: CameraMotion<Place>;
  readonly timing: Pick<Timing, "nextFrame">;
  readonly reducedMotion: () => boolean;
  readonly start: Place;
  /** Called in animation frames and gestures; writes to the DOM, without React. */
  readonly draw: (place: Place) => void;
  /** This side moved the camera. */
  readonly onMove: (place: Place) => void;
  /** This side's movement came to rest. */
  readonly onRest: (place: Place) => void;
}

/** A rotating camera: around a building, or in a room. */
export interface AroundCamera<Place> {
  get(): Place;
  /** Follows another side's camera: `fly` to where it rests, `chase` it while it moves. */
  follow(to: Place, how: "fly" | "chase"): void;
  /** Moves by this side's gesture, which continues. */
  move(to: Place): void;
  /** Ends the gesture. */
  rest(): void;
  /** Moves at once: for keys and buttons. */
  go(to: Place): void;
  /** Moves there without reporting it. */
  reveal(to: Place): void;
  /** Redraws at a new size. */
  redraw(): void;
  /** Idempotent. */
  close(): void;
}

export function openAroundCamera<Place>(options: AroundCameraOptions<Place>): AroundCamera<Place> {
  let place = options.start;
  const apply = (next: Place) => {
    place = next;
    options.draw(next);
  };
  const driver = createCameraDriver<Place>({ ...options, current: () => place, apply });
  options.draw(place);
  return {
    get: () => place,
    follow: (to, how) => driver[how](to),
    move: (to) => {
      driver.stop();
      apply(to);
      options.onMove(to);
    },
    rest: () => options.onRest(place),
    go: (to) => {
      driver.fly(to);
      options.onRest(to);
    },
    reveal: (to) => driver.fly(to),
    redraw: () => options.draw(place),
    close: () => driver.stop(),
  };
}
