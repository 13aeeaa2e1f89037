import { ease } from "../../picture/camera/camera.ts";
import type { CameraKind } from "../useAroundCamera.ts";
import { wrapDegrees, type PanoramaPlace } from "./projection.ts";

/** Range of this side's gestures; a shared camera may zoom further. */
const OWN_FOV = { min: 30, max: 100 } as const;
/** Limit of the pitch: straight up and down there is no orientation. */
const MOST_PITCH = 85;
export const START_FOV = 75;

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** Clamps a place to the range of gestures. */
export const withinReach = ({ yaw, pitch, fov }: PanoramaPlace): PanoramaPlace => ({
  yaw: wrapDegrees(yaw),
  pitch: clamp(pitch, -MOST_PITCH, MOST_PITCH),
  fov: clamp(fov, OWN_FOV.min, OWN_FOV.max),
});

const between = (from: PanoramaPlace, to: PanoramaPlace, share: number): PanoramaPlace => ({
  yaw: wrapDegrees(from.yaw + wrapDegrees(to.yaw - from.yaw) * share),
  pitch: from.pitch + (to.pitch - from.pitch) * share,
  fov: from.fov * (to.fov / from.fov) ** share,
});

/** A hundredth of a degree is less than a pixel, and keeps the message short. */
const round = (degrees: number): number => Math.round(degrees * 100) / 100;

/** Shares angles, not matrices: every screen renders its own picture. */
export const PANORAMA_CAMERA: CameraKind<PanoramaPlace> = {
  motion: {
    flightAt: (from, to, progress) =>
      progress >= 1 ? to : between(from, to, ease(Math.max(progress, 0))),
    chaseStep: (from, to, share) => {
      const next = between(from, to, share);
      const isNear =
        Math.abs(wrapDegrees(to.yaw - next.yaw)) < 0.05 &&
        Math.abs(to.pitch - next.pitch) < 0.05 &&
        Math.abs(to.fov - next.fov) < 0.05;
      return isNear ? to : next;
    },
  },
  read: (camera) =>
    "yaw" in camera
      ? { yaw: wrapDegrees(camera.yaw), pitch: camera.pitch, fov: camera.fov }
      : undefined,
  write: (target, { yaw, pitch, fov }) => ({
    target,
    yaw: round(yaw),
    pitch: round(pitch),
    fov: round(fov),
  }),
};
