import { FIRST_STRIDE } from "../../../../schema/catalogue/around.ts";
import type { PictureLoader } from "../../picture/loading/pictureLoader.ts";
import { nearestFrame, stepsBetween, wantedFrames } from "./frameOrder.ts";

/** Concurrent requests of the first pass: a phone's connection is shared with the rest of the page. */
const MOST_LOADING = 4;
/** Concurrent requests of later passes: each takes time from the turn that it makes smoother. */
const MOST_REFINING = 2;

export interface OrbitFramesOptions<Frame extends object> {
  readonly count: number;
  /** Maximum decoded frames in memory. */
  readonly most: number;
  readonly address: (frame: number) => string;
  /** A loader that holds no pictures itself. */
  readonly loader: Pick<PictureLoader, "load">;
  readonly isFrame: (picture: object) => picture is Frame;
  /** Called when another loaded frame is the nearest. */
  readonly show: (frame: number, picture: Frame) => void;
  /** Called once for each frame that is no longer held. */
  readonly free: (picture: Frame) => void;
}

/** The frames of one orbit: loaded coarse to fine, held near the current one. */
export interface OrbitFrames {
  /** Sets the requested frame. */
  look(frame: number): void;
  /** Number of frames held. */
  held(): number;
  /** Idempotent. */
  close(): void;
}

export function openOrbitFrames<Frame extends object>(
  options: OrbitFramesOptions<Frame>,
): OrbitFrames {
  const { count, most, loader } = options;
  const coarse = Math.ceil(count / FIRST_STRIDE);
  const held = new Map<number, Frame>();
  const loading = new Map<number, () => void>();
  let current = 0;
  let wanted: readonly number[] = [];
  let shown: Frame | undefined;
  let closed = false;

  const draw = () => {
    const frame = nearestFrame(held.keys(), current, count);
    const picture = frame === undefined ? undefined : held.get(frame);
    if (frame === undefined || picture === undefined || picture === shown) return;
    shown = picture;
    options.show(frame, picture);
  };
  const drop = (wanted: ReadonlySet<number>) => {
    for (const [frame, picture] of held) {
      if (wanted.has(frame)) continue;
      held.delete(frame);
      options.free(picture);
    }
    for (const [frame, stop] of loading) {
      if (wanted.has(frame)) continue;
      loading.delete(frame);
      stop();
    }
  };
  const load = (frame: number) => {
    let arrived = false;
    const priority = held.size === 0 ? "high" : "low";
    const stop = loader.load(options.address(frame), priority, (picture) => {
      arrived = true;
      loading.delete(frame);
      if (!options.isFrame(picture)) return;
      if (closed) return options.free(picture);
      held.set(frame, picture);
      draw();
      fill();
    });
    if (!arrived) loading.set(frame, stop);
  };
  const want = () => {
    if (held.size === count) return;
    wanted = wantedFrames(count, current, most);
    drop(new Set(wanted));
    fill();
  };
  const fill = () => {
    // The first frame has the connection to itself: until then there is nothing to see.
    const atOnce = held.size === 0 ? 1 : held.size < coarse ? MOST_LOADING : MOST_REFINING;
    for (const frame of wanted) {
      if (loading.size >= atOnce) return;
      if (!held.has(frame) && !loading.has(frame)) load(frame);
    }
  };
  return {
    look: (frame) => {
      const isSame = stepsBetween(frame, current, count) === 0;
      current = frame;
      draw();
      if (!isSame || held.size + loading.size === 0) want();
    },
    held: () => held.size,
    close: () => {
      closed = true;
      for (const stop of loading.values()) stop();
      loading.clear();
      for (const picture of held.values()) options.free(picture);
      held.clear();
    },
  };
}
