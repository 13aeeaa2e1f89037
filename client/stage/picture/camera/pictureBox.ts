import type { Timing } from "../../../ui/timing.ts";
import type { PictureFrame } from "./frames.ts";
import type { CameraFrame } from "./pictureCamera.ts";

/** So long after its last movement a picture rests. */
const REST_MS = 150;
/** A moving picture gets softer and its lines wider or thinner: beyond this it is laid out anew. */
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
 * Lays a picture out at its size where it rests, and only transforms it while it moves: what is painted can be moved and
 * scaled as it is, where a new size in every frame would have all of it laid out and painted again in every frame.
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
