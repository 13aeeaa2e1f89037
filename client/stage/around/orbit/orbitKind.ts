import type { CameraKind } from "../useAroundCamera.ts";
import { ORBIT_MOTION, wrapTurn, type OrbitPlace } from "./orbitMotion.ts";

/** Four digits are a 25th of a degree, and keep the message short. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000;

export const ORBIT_CAMERA: CameraKind<OrbitPlace> = {
  motion: ORBIT_MOTION,
  read: (camera) =>
    "turn" in camera ? { turn: wrapTurn(camera.turn), zoom: camera.zoom } : undefined,
  write: (target, { turn, zoom }) => ({ target, turn: round(turn), zoom: round(zoom) }),
};

export const ORBIT_START: OrbitPlace = { turn: 0, zoom: 1 };
