import { useEffect, useRef, type RefObject } from "react";
import type { Camera } from "../../../schema/presentation/presentation.ts";
import { browserTiming, prefersReducedMotion } from "../../ui/timing.ts";
import type { CameraMotion } from "../picture/camera/cameraDriver.ts";
import type { CameraStage } from "../picture/camera/usePictureCamera.ts";
import { openAroundCamera, type AroundCamera } from "./aroundCamera.ts";

/** How the places of a kind of camera are shared. */
export interface CameraKind<Place> {
  readonly motion: CameraMotion<Place>;
  /** `undefined` for a camera of another kind. */
  readonly read: (camera: Camera) => Place | undefined;
  readonly write: (target: string, place: Place) => Camera;
}

export interface AroundCameraUse<Place> {
  readonly kind: CameraKind<Place>;
  readonly anchor: string;
  readonly stage: CameraStage;
  /** The initial place. */
  readonly initial: Place;
  /** Called in animation frames. */
  readonly draw: (place: Place) => void;
}

/**
 * Opens a rotating camera, makes it follow the agent's, and reports this side's movement: as awareness while it moves, as
 * an intent when it rests.
 */
export function useAroundCamera<Place>(
  use: AroundCameraUse<Place>,
): RefObject<AroundCamera<Place> | undefined> {
  const { kind, anchor, stage, initial } = use;
  const camera = useRef<AroundCamera<Place>>(undefined);
  const latest = useRef(use);
  useEffect(() => {
    latest.current = use;
  });
  const { camera: shared } = stage.state;
  const over = shared?.target === anchor ? kind.read(shared) : undefined;
  const rested = over ?? initial;
  const first = useRef(rested);

  useEffect(() => {
    const sink = () => latest.current.stage.sink;
    const opened = openAroundCamera<Place>({
      motion: kind.motion,
      timing: browserTiming,
      reducedMotion: prefersReducedMotion,
      start: first.current,
      draw: (place) => latest.current.draw(place),
      onMove: (place) => sink()?.moveCamera(kind.write(anchor, place)),
      onRest: (place) => {
        const { onIntent } = latest.current.stage;
        if (sink() === undefined) return;
        onIntent({ kind: "rest-camera", camera: kind.write(anchor, place) });
        sink()?.moveCamera(undefined);
      },
    });
    camera.current = opened;
    return () => {
      sink()?.moveCamera(undefined);
      opened.close();
      camera.current = undefined;
    };
  }, [kind, anchor]);

  const key = JSON.stringify(rested);
  const followed = useRef(key);
  useEffect(() => {
    if (followed.current === key) return;
    followed.current = key;
    camera.current?.follow(JSON.parse(key) as Place, "fly");
  }, [key]);

  const { pointing } = stage;
  useEffect(() => {
    if (pointing === undefined) return;
    let last = pointing.get().camera;
    return pointing.subscribe(() => {
      const moving = pointing.get().camera;
      if (moving === last) return;
      last = moving;
      const place = moving?.target === anchor ? kind.read(moving) : undefined;
      if (place !== undefined) camera.current?.follow(place, "chase");
    });
  }, [pointing, anchor, kind]);
  return camera;
}
