import type { Point } from "../../../schema/values/geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { curve, path, polygon, polyline, stroke } from "../drawing/svg.ts";
import { projectAll, type Spot } from "./axonometry.ts";

const QUAY_V = -24;
export const BASIN = { u: 196, v: 30 } as const;
const WALL_METRES = 2.2;

/** The beach on the left, rounding into the quay. */
const BEACH: readonly Spot[] = [
  [-190, 210],
  [-140, 110],
  [-104, 48],
  [-72, 6],
  [-44, -18],
  [-14, QUAY_V],
];
const QUAY: readonly Spot[] = [
  [-14, QUAY_V],
  [BASIN.u, QUAY_V],
  [BASIN.u, BASIN.v],
  [420, BASIN.v],
];

const shore = (offset: number): string =>
  curve(projectAll(BEACH.map(([u, v]): Spot => [u - offset * 0.7, v - offset * 0.8]))) +
  polyline(
    projectAll([
      [-14, QUAY_V - offset],
      [BASIN.u + offset, QUAY_V - offset],
      [BASIN.u + offset, BASIN.v - offset],
      [420, BASIN.v - offset],
    ]),
  ).replace("M", "L");

/** Land with its quay wall, and the lines of depth that follow the shore. */
export function drawLand(palette: Palette): string {
  const back = polyline(
    projectAll([
      [420, 500],
      [-300, 500],
    ]),
  ).replace("M", "L");
  const wall: readonly Spot[] = [
    [-14, QUAY_V],
    [BASIN.u, QUAY_V],
    [BASIN.u, QUAY_V, -WALL_METRES],
    [-14, QUAY_V, -WALL_METRES],
  ];
  const basinWall: readonly Spot[] = [
    [BASIN.u, QUAY_V],
    [BASIN.u, BASIN.v],
    [BASIN.u, BASIN.v, -WALL_METRES],
    [BASIN.u, QUAY_V, -WALL_METRES],
  ];
  const farWall: readonly Spot[] = [
    [BASIN.u, BASIN.v],
    [420, BASIN.v],
    [420, BASIN.v, -WALL_METRES],
    [BASIN.u, BASIN.v, -WALL_METRES],
  ];
  const depths = [5, 10, 16, 23, 31].map((offset, at) =>
    path(shore(offset), {
      stroke: palette.water,
      "stroke-opacity": 0.34 - at * 0.055,
      "stroke-width": 0.9,
    }),
  );
  return [
    ...depths,
    path(`${shore(0)}${back}z`, { fill: palette.ground }),
    path([wall, basinWall, farWall].map((each) => polygon(projectAll(each))).join(""), {
      fill: palette.recess,
      stroke: palette.ink,
      "stroke-width": 0.8,
    }),
    path(curve(projectAll(BEACH)), { stroke: palette.inkSoft, "stroke-width": 1 }),
    path(curve(projectAll(BEACH.map(([u, v]): Spot => [u + 5, v + 5]))), {
      stroke: palette.lineStrong,
      "stroke-width": 0.8,
      "stroke-dasharray": "1 5",
      "stroke-linecap": "round",
    }),
    path(polyline(projectAll(QUAY)), { stroke: palette.ink, "stroke-width": 1.8 }),
  ].join("");
}

const area = (spots: readonly Spot[]): string => polygon(projectAll(spots));

/** A closed garden bed with rounded ends between two lines of v. */
function bed(u0: number, u1: number, v0: number, v1: number): string {
  const round = Math.min(6, (v1 - v0) / 2, (u1 - u0) / 2);
  const points: Spot[] = [];
  const corners = [
    [u1 - round, v1 - round, 0],
    [u0 + round, v1 - round, 1],
    [u0 + round, v0 + round, 2],
    [u1 - round, v0 + round, 3],
  ] as const;
  for (const [u, v, quarter] of corners) {
    for (let step = 0; step <= 4; step++) {
      const angle = (quarter + step / 4) * (Math.PI / 2);
      points.push([u + Math.cos(angle) * round, v + Math.sin(angle) * round]);
    }
  }
  return area(points);
}

/** Promenade, courts, beds, street and the park behind. */
export function drawGrounds(palette: Palette): string {
  const joints: string[] = [];
  for (let u = -12; u < BASIN.u; u += 5)
    joints.push(
      polyline(
        projectAll([
          [u, QUAY_V],
          [u, -12],
        ]),
      ),
    );
  const beds = [
    bed(38, 63, -6, 10),
    bed(38, 63, 14, 30),
    bed(110, 135, -6, 30),
    bed(180, 192, -6, 30),
    bed(-32, -10, -4, 30),
    bed(-70, 55, 58, 84),
    bed(62, 150, 58, 84),
    bed(158, 260, 58, 84),
  ];
  const circle = Array.from({ length: 36 }, (_, at): Spot => [
    122.5 + Math.cos((at * Math.PI) / 18) * 8,
    12 + Math.sin((at * Math.PI) / 18) * 8,
  ]);
  const inner = circle.map(([u, v]): Spot => [122.5 + (u - 122.5) * 0.55, 12 + (v - 12) * 0.55]);
  const thin = { stroke: palette.inkFaint, "stroke-width": 0.7 };
  return [
    path(
      area([
        [-14, QUAY_V],
        [BASIN.u, QUAY_V],
        [BASIN.u, -12],
        [-14, -12],
      ]),
      { fill: palette.recess, "fill-opacity": 0.7 },
    ),
    path(joints.join(""), { stroke: palette.lineStrong, "stroke-width": 0.7 }),
    path(
      polyline(
        projectAll([
          [-20, -12],
          [BASIN.u, -12],
          [BASIN.u - 4, 34],
        ]),
      ),
      { stroke: palette.inkSoft, "stroke-width": 0.8 },
    ),
    path(beds.join(""), { fill: palette.green, "fill-opacity": 0.16, ...thin }),
    path(beds.join(""), { fill: "url(#lawn)" }),
    path(area(circle), { fill: palette.ground, ...thin }),
    path(area(inner), { fill: palette.glass, "fill-opacity": 0.45, ...thin }),
    path(
      area([
        [-200, 40],
        [420, 40],
        [420, 50],
        [-200, 50],
      ]),
      { fill: palette.recess },
    ),
    path(
      polyline(
        projectAll([
          [-200, 40],
          [420, 40],
        ]),
      ) +
        polyline(
          projectAll([
            [-200, 50],
            [420, 50],
          ]),
        ),
      thin,
    ),
    path(
      polyline(
        projectAll([
          [-200, 45],
          [420, 45],
        ]),
      ),
      { stroke: palette.ground, "stroke-width": 1.4, "stroke-dasharray": "14 12" },
    ),
    path(
      curve(
        projectAll([
          [-60, 66],
          [-20, 76],
          [20, 64],
          [60, 72],
          [105, 62],
          [150, 76],
          [200, 66],
          [250, 74],
        ]),
      ),
      { stroke: palette.ground, "stroke-width": 7 },
    ),
  ].join("");
}

/** Ripples on open water, left out where there is land. */
export function drawRipples([width, height]: readonly [number, number], palette: Palette): string {
  const random = seeded("lagoon");
  const strokes = Array.from({ length: 150 }, () => {
    const [x, y]: Point = [between(random, -40, width), between(random, 300, height)];
    return stroke(x, y, x + between(random, 24, 120), y);
  });
  return path(strokes.join(""), {
    stroke: palette.water,
    "stroke-opacity": 0.2,
    "stroke-width": 0.9,
  });
}
