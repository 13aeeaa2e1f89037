import type { PictureLoader } from "../../picture/loading/pictureLoader.ts";
import { nearestFrame, stepsBetween, wantedFrames } from "./frameOrder.ts";

/** Requests under way at once: a phone's connection is shared with everything else on the page. */
const MOST_LOADING = 4;

export interface OrbitFramesOptions<Frame extends object> {
  readonly count: number;
  /** Decoded frames in memory. */
  readonly most: number;
  readonly address: (frame: number) => string;
  /** One that holds nothing by itself. */
  readonly loader: Pick<PictureLoader, "load">;
  readonly isFrame: (picture: object) => picture is Frame;
  /** The nearest frame that is there, whenever that is another. */
  readonly show: (frame: number, picture: Frame) => void;
}

/** The frames of one orbit on this page: fetched coarse first, held near where it is looked at. */
export interface OrbitFrames {
  /** The frame that should be shown. */
  look(frame: number): void;
  /** How many are held. */
  held(): number;
  /** Idempotent. */
  close(): void;
}

export function openOrbitFrames<Frame extends object>(
  options: OrbitFramesOptions<Frame>,
): OrbitFrames {
  const { count, most, loader } = options;
  const held = new Map<number, Frame>();
  const loading = new Map<number, () => void>();
  let current = 0;
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
    for (const frame of held.keys()) if (!wanted.has(frame)) held.delete(frame);
    for (const [frame, stop] of loading) {
      if (wanted.has(frame)) continue;
      loading.delete(frame);
      stop();
    }
  };
  const load = (frame: number) => {
    let arrived = false;
    const stop = loader.load(options.address(frame), "low", (picture) => {
      arrived = true;
      loading.delete(frame);
      if (closed || !options.isFrame(picture)) return;
      held.set(frame, picture);
      draw();
      fill();
    });
    if (!arrived) loading.set(frame, stop);
  };
  const fill = () => {
    const wanted = wantedFrames(count, current, most);
    drop(new Set(wanted));
    for (const frame of wanted) {
      if (loading.size >= MOST_LOADING) return;
      if (!held.has(frame) && !loading.has(frame)) load(frame);
    }
  };
  return {
    look: (frame) => {
      const isSame = stepsBetween(frame, current, count) === 0;
      current = frame;
      draw();
      if (!isSame || held.size + loading.size === 0) fill();
    },
    held: () => held.size,
    close: () => {
      closed = true;
      for (const stop of loading.values()) stop();
      loading.clear();
      held.clear();
    },
  };
}
