import { ease } from "../../picture/camera/camera.ts";

/** The direction from which an orbit is viewed: `turn` is a share of a revolution, from 0 to below 1. */
export interface OrbitPlace {
  readonly turn: number;
  readonly zoom: number;
}

/** A turn is over this long after its last frame: then what is too costly in each frame is drawn, in ms. */
export const TURN_RESTS_MS = 120;

/** Normalises a direction to 0–1. */
export const wrapTurn = (turn: number): number => ((turn % 1) + 1) % 1;

/** The shorter rotation between two directions: −0.5 to 0.5. */
export const turnBetween = (from: number, to: number): number => wrapTurn(to - from + 0.5) - 0.5;

const between = (from: OrbitPlace, to: OrbitPlace, share: number): OrbitPlace => ({
  turn: wrapTurn(from.turn + turnBetween(from.turn, to.turn) * share),
  zoom: from.zoom * (to.zoom / from.zoom) ** share,
});

export const ORBIT_MOTION = {
  flightAt: (from: OrbitPlace, to: OrbitPlace, progress: number): OrbitPlace =>
    progress >= 1 ? to : between(from, to, ease(Math.max(progress, 0))),
  chaseStep: (from: OrbitPlace, to: OrbitPlace, share: number): OrbitPlace => {
    const next = between(from, to, share);
    const isNear =
      Math.abs(turnBetween(next.turn, to.turn)) < 0.0005 &&
      Math.abs(to.zoom / next.zoom - 1) < 0.0005;
    return isNear ? to : next;
  },
} as const;
