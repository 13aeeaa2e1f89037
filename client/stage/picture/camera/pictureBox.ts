import type { Timing } from "../../../ui/timing.ts";
import type { PictureFrame } from "./frames.ts";
import type { CameraFrame } from "./pictureCamera.ts";

/** A picture rests this long after its last movement. */
const REST_MS = 150;
/** Scaling blurs a moving picture and changes its line widths: beyond this factor it is laid out again. */
const MOST_SCALED = 2;

export interface PictureBoxOptions {
  readonly timing: Pick<Timing, "after" | "now">;
  readonly place: (frame: PictureFrame) => void;
}

export interface PictureBox {
  readonly draw: (frame: CameraFrame) => void;
  /** Idempotent. */
  readonly close: () => void;
}

type Size = PictureFrame["laid"];

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

const isSameSize = (one: Size, other: Size): boolean =>
  one.width === other.width && one.height === other.height;

const isSamePlace = (one: CameraFrame["box"], other: CameraFrame["box"]): boolean =>
  one.x === other.x && one.y === other.y && isSameSize(one, other);

const isFar = (scale: number): boolean => scale > MOST_SCALED || scale < 1 / MOST_SCALED;

/**
 * Lays a picture out at its size while it rests, and only transforms it while it moves. A transform reuses what was
 * painted; a new size in every frame would force layout and paint.
 */
export function createPictureBox({ timing, place }: PictureBoxOptions): PictureBox {
  let last: PictureFrame | undefined;
  let movedMs = -Infinity;
  let cancel: (() => void) | undefined;

  const stop = () => {
    cancel?.();
    cancel = undefined;
  };
  const show = (frame: PictureFrame) => {
    last = frame;
    place(frame);
  };
  const rest = ({ viewport, box }: CameraFrame) => {
    stop();
    show({ viewport, box, laid: sizeOf(box), moving: false });
  };
  const restAfter = (delayMs: number) => {
    cancel ??= timing.after(delayMs, () => {
      cancel = undefined;
      const leftMs = movedMs + REST_MS - timing.now();
      if (leftMs > 0) restAfter(leftMs);
      else if (last !== undefined) rest(last);
    });
  };
  return {
    draw: (frame) => {
      if (last === undefined || !isSameSize(last.viewport, frame.viewport)) return rest(frame);
      if (!last.moving && isSamePlace(last.box, frame.box)) return;
      const far = isFar(frame.box.width / last.laid.width);
      show({ ...frame, laid: far ? sizeOf(frame.box) : last.laid, moving: true });
      movedMs = timing.now();
      restAfter(REST_MS);
    },
    close: stop,
  };
}
