import { useEffect, useRef, useState, type RefObject } from "react";
import {
  isPictureCamera,
  type Camera,
  type PictureCamera,
} from "../../../../schema/presentation/presentation.ts";
import { browserTiming, prefersReducedMotion } from "../../../ui/timing.ts";
import type { StageProps } from "../../types.ts";
import type { Fit, Placement } from "./camera.ts";
import { createPictureFrames, type PictureFrame } from "./frames.ts";
import { createPictureBox } from "./pictureBox.ts";
import { openPictureCamera, type PictureCamera as PictureCameraHandle } from "./pictureCamera.ts";

/** The stage's part for a picture's camera: the camera to follow, and where to report movements. */
export type CameraStage = Pick<StageProps, "state" | "pointing" | "sink" | "onIntent">;

export interface PictureCameraUse {
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly camera: RefObject<PictureCameraHandle | undefined>;
  readonly frames: ReturnType<typeof createPictureFrames>;
}

const cameraOver = (anchor: string, camera: Camera | undefined): PictureCamera | undefined =>
  camera?.target === anchor && isPictureCamera(camera) ? camera : undefined;

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** Four digits are a tenth of a pixel on any screen, and keep the message short. */
const report = (target: string, { x, y, zoom }: Placement): Camera => ({
  target,
  x: round(x),
  y: round(y),
  zoom: round(zoom),
});

function placeBox(box: HTMLElement, viewport: HTMLElement, frame: PictureFrame): void {
  const { x, y, width, height } = frame.box;
  box.toggleAttribute("data-moving", frame.moving);
  box.style.width = `${frame.laid.width}px`;
  box.style.height = `${frame.laid.height}px`;
  box.style.transform = `translate(${x}px, ${y}px) scale(${width / frame.laid.width})`;
  const fits = width <= frame.viewport.width + 1 && height <= frame.viewport.height + 1;
  viewport.toggleAttribute("data-whole", fits);
}

/** Opens the camera of one picture, makes it follow the agent's, and reports this side's movements. */
export function usePictureCamera(
  anchor: string,
  [width, height]: readonly [number, number],
  fit: Fit,
  stage: CameraStage,
): PictureCameraUse {
  const viewport = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const camera = useRef<PictureCameraHandle>(undefined);
  const [frames] = useState(createPictureFrames);
  const rested = cameraOver(anchor, stage.state.camera);
  const latest = useRef({ stage, rested });
  useEffect(() => {
    latest.current = { stage, rested };
  });

  useEffect(() => {
    if (viewport.current === null || box.current === null) return;
    const elements = { viewport: viewport.current, box: box.current };
    const move = (placement: Placement) =>
      latest.current.stage.sink?.moveCamera(report(anchor, placement));
    const rest = (placement: Placement) => {
      const { sink, onIntent } = latest.current.stage;
      if (sink === undefined) return;
      onIntent({ kind: "rest-camera", camera: report(anchor, placement) });
      sink.moveCamera(undefined);
    };
    const drawn = createPictureBox({
      timing: browserTiming,
      place: (frame) => {
        placeBox(elements.box, elements.viewport, frame);
        frames.publish(frame);
      },
    });
    const opened = openPictureCamera({
      viewport: elements.viewport,
      size: [width, height],
      fit,
      start: latest.current.rested,
      timing: browserTiming,
      reducedMotion: prefersReducedMotion,
      draw: drawn.draw,
      onMove: move,
      onRest: rest,
    });
    camera.current = opened;
    return () => {
      latest.current.stage.sink?.moveCamera(undefined);
      opened.close();
      drawn.close();
      camera.current = undefined;
    };
  }, [anchor, width, height, fit, frames]);

  useFollowing(anchor, stage, rested, camera);
  return { viewport, box, camera, frames };
}

function useFollowing(
  anchor: string,
  { pointing }: CameraStage,
  rested: Placement | undefined,
  camera: RefObject<PictureCameraHandle | undefined>,
): void {
  const { x = 0.5, y = 0.5, zoom = 1 } = rested ?? {};
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else camera.current?.follow({ x, y, zoom }, "fly");
  }, [x, y, zoom, camera]);

  useEffect(() => {
    if (pointing === undefined) return;
    let last = pointing.get().camera;
    return pointing.subscribe(() => {
      const moving = pointing.get().camera;
      if (moving === last) return;
      last = moving;
      const over = cameraOver(anchor, moving);
      if (over !== undefined) camera.current?.follow(over, "chase");
    });
  }, [pointing, anchor, camera]);
}
