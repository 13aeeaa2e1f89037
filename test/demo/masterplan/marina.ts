import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { path, polygon, polyline } from "../drawing/svg.ts";
import { projectAll, type Spot } from "./axonometry.ts";

const area = (spots: readonly Spot[]): string => polygon(projectAll(spots));

const plank = (u0: number, u1: number, v0: number, v1: number): string =>
  area([
    [u0, v0],
    [u1, v0],
    [u1, v1],
    [u0, v1],
  ]);

/** A yacht on its mooring, bow towards the lagoon. */
function yacht(u: number, v: number, length: number, palette: Palette): string {
  const half = length * 0.15;
  const hull: readonly Spot[] = [
    [u - half * 0.8, v + length / 2, 0.6],
    [u + half * 0.8, v + length / 2, 0.6],
    [u + half, v, 0.6],
    [u + half * 0.7, v - length * 0.3, 0.6],
    [u, v - length / 2, 0.6],
    [u - half * 0.7, v - length * 0.3, 0.6],
    [u - half, v, 0.6],
  ];
  const cabin: readonly Spot[] = [
    [u - half * 0.5, v + length * 0.28, 1.4],
    [u + half * 0.5, v + length * 0.28, 1.4],
    [u + half * 0.5, v - length * 0.12, 1.4],
    [u - half * 0.5, v - length * 0.12, 1.4],
  ];
  const mast = polyline(
    projectAll([
      [u, v - length * 0.08, 0.6],
      [u, v - length * 0.08, length * 1.15],
    ]),
  );
  const boom = polyline(
    projectAll([
      [u, v - length * 0.08, 2.4],
      [u, v + length * 0.34, 2.4],
    ]),
  );
  const stay = polyline(
    projectAll([
      [u, v - length * 0.5, 0.6],
      [u, v - length * 0.08, length * 1.1],
      [u, v + length * 0.48, 0.6],
    ]),
  );
  return [
    path(area(hull), { fill: palette.paper, stroke: palette.ink, "stroke-width": 0.9 }),
    path(area(cabin), {
      fill: palette.water,
      "fill-opacity": 0.2,
      stroke: palette.inkSoft,
      "stroke-width": 0.6,
    }),
    path(mast + boom, { stroke: palette.ink, "stroke-width": 0.9 }),
    path(stay, { stroke: palette.inkFaint, "stroke-width": 0.5 }),
  ].join("");
}

/** Pontoons in the basin and the yachts between them, far ones first. */
export function drawMarina(palette: Palette): string {
  const random = seeded("marina");
  const pontoon = { fill: palette.recess, stroke: palette.inkSoft, "stroke-width": 0.8 };
  const rows = [12, -18].map((v) => {
    const fingers: string[] = [];
    const boats: string[] = [];
    for (let u = 208; u < 330; u += 9) {
      fingers.push(plank(u, u + 0.9, v - 10, v));
      if (random() < 0.84) boats.push(yacht(u + 4.7, v - 6, between(random, 8.5, 13), palette));
    }
    return [path(plank(196, 330, v, v + 2) + fingers.join(""), pontoon), ...boats].join("");
  });
  return rows.join("");
}
