import type { Point } from "../../../schema/values/geometry.ts";
import type { Block } from "../masterplan/axonometry.ts";

/** Pixels of a frame. */
export const FRAME_SIZE = [720, 960] as const;
const PIXELS_PER_METRE = 8.4;
const RISE = (20 * Math.PI) / 180;
const [FLAT, TALL] = [Math.sin(RISE), Math.cos(RISE)];
/** The middle of a tower's plate and of a frame. */
const CENTRE = { u: 14.8, v: 10.7, x: 360, y: 840 } as const;

/** A direction on the ground, of length 1. */
export type Direction = readonly [u: number, v: number];

/** What an eye sees that goes around a tower, from far away and a little above. */
export interface Turntable {
  project(u: number, v: number, z: number): Point;
  /** How much a wall with this normal faces the eye: 1 is straight, below 0 is its back. */
  facing(normal: Direction): number;
  /** Metres behind the middle. */
  away(u: number, v: number): number;
  /** From far to near: of two blocks, which are apart, the one that may hide the other comes later. */
  order<Thing extends { readonly block: Block }>(things: readonly Thing[]): readonly Thing[];
  readonly pixels: number;
  readonly flat: number;
  readonly tall: number;
}

export function turntableAt(turn: number): Turntable {
  const angle = turn * 2 * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const away = (u: number, v: number): number => (v - CENTRE.v) * cos - (u - CENTRE.u) * sin;

  /** Whether `one` may be hidden by `other`. */
  const isBehind = (one: Block, other: Block): boolean => {
    if (one.z[1] <= other.z[0]) return true;
    if (other.z[1] <= one.z[0]) return false;
    if (one.u[1] <= other.u[0]) return sin > 0;
    if (other.u[1] <= one.u[0]) return sin < 0;
    if (one.v[1] <= other.v[0]) return cos < 0;
    return cos > 0;
  };

  return {
    project: (u, v, z) => {
      const across = (u - CENTRE.u) * cos + (v - CENTRE.v) * sin;
      return [
        CENTRE.x + across * PIXELS_PER_METRE,
        CENTRE.y - (away(u, v) * FLAT + z * TALL) * PIXELS_PER_METRE,
      ];
    },
    facing: ([u, v]) => u * sin - v * cos,
    away,
    order: (things) => {
      const left = [...things];
      const ordered: (typeof left)[number][] = [];
      while (left.length > 0) {
        const at = left.findIndex((one) =>
          left.every((other) => other === one || isBehind(one.block, other.block)),
        );
        ordered.push(...left.splice(Math.max(at, 0), 1));
      }
      return ordered;
    },
    pixels: PIXELS_PER_METRE,
    flat: FLAT,
    tall: TALL,
  };
}
