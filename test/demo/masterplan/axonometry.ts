import type { Outline, Point } from "../../../schema/values/geometry.ts";

/**
 * The ground of the masterplan in metres: `u` to the right along the quay, `v` inland, away from the lagoon, `z` up.
 * The eye stands high over the lagoon, to the right: it sees fronts, right sides and roofs.
 */
export type Spot = readonly [u: number, v: number, z?: number];

const TURN = (27 * Math.PI) / 180;
const RISE = (33 * Math.PI) / 180;
const PIXELS_PER_METRE = 6.3;
const CENTRE = { u: 96, v: 20, x: 950, y: 706 } as const;

const [COS, SIN] = [Math.cos(TURN), Math.sin(TURN)];
const [FLAT, TALL] = [Math.sin(RISE), Math.cos(RISE)];

export function project([u, v, z = 0]: Spot): Point {
  const [du, dv] = [u - CENTRE.u, v - CENTRE.v];
  const across = du * COS + dv * SIN;
  const away = dv * COS - du * SIN;
  return [
    CENTRE.x + across * PIXELS_PER_METRE,
    CENTRE.y - (away * FLAT + z * TALL) * PIXELS_PER_METRE,
  ];
}

export const projectAll = (spots: readonly Spot[]): Outline => spots.map(project);

/** Level metres in pixels, for round things. */
export const PIXELS = PIXELS_PER_METRE;
export const FLATTENED = FLAT;

export interface Block {
  readonly u: readonly [number, number];
  readonly v: readonly [number, number];
  readonly z: readonly [number, number];
}

export const frontOf = ({ u, v, z }: Block): readonly Spot[] => [
  [u[0], v[0], z[0]],
  [u[1], v[0], z[0]],
  [u[1], v[0], z[1]],
  [u[0], v[0], z[1]],
];

export const sideOf = ({ u, v, z }: Block): readonly Spot[] => [
  [u[1], v[0], z[0]],
  [u[1], v[1], z[0]],
  [u[1], v[1], z[1]],
  [u[1], v[0], z[1]],
];

export const roofOf = ({ u, v, z }: Block): readonly Spot[] => [
  [u[0], v[0], z[1]],
  [u[1], v[0], z[1]],
  [u[1], v[1], z[1]],
  [u[0], v[1], z[1]],
];

/** The smallest convex outline around all points (Andrew's monotone chain). */
export function hull(points: readonly Point[]): Outline {
  const ordered = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (chain: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of chain) {
      for (;;) {
        const [a, b] = [kept.at(-2), kept.at(-1)];
        if (a === undefined || b === undefined) break;
        const turn = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]);
        if (turn > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...half(ordered), ...half(ordered.toReversed())];
}

/** What a block's shadow covers on the ground, the sun low on the left. */
export function shadowOf({ u, v, z }: Block): Outline {
  const [du, dv] = [z[1] * 0.42, z[1] * 0.3];
  const corners: readonly Spot[] = [
    [u[0], v[0]],
    [u[1], v[0]],
    [u[1], v[1]],
    [u[0], v[1]],
  ];
  return hull(projectAll([...corners, ...corners.map(([cu, cv]): Spot => [cu + du, cv + dv])]));
}
