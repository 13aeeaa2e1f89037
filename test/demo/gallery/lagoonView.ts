import type { Palette } from "../drawing/palette.ts";
import { boat, skyline } from "../drawing/scenery.ts";
import { between, seeded } from "../random.ts";
import { circle, element, fade, group, path, rect, stroke } from "../drawing/svg.ts";

export interface LagoonView {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly horizon: number;
  readonly bottom: number;
  readonly sun?: readonly [x: number, y: number, r: number];
  readonly boats: readonly (readonly [x: number, y: number, size: number])[];
  readonly seed: string;
}

/** Sky, far shore, sun and water, for what is seen through a window or over a parapet. */
export function drawLagoonView(view: LagoonView, palette: Palette): string {
  const { left, right, top, horizon, bottom, sun, boats, seed } = view;
  const random = seeded(seed);
  const width = right - left;
  const ripples = Array.from({ length: Math.round((width * (bottom - horizon)) / 2600) }, () => {
    const share = random() ** 1.6;
    const y = horizon + 4 + (bottom - horizon) * share;
    const length = between(random, 14, 60) * (0.4 + share * 1.4);
    const x = between(random, left, right - length);
    return stroke(x, y, x + length, y);
  });
  const glints =
    sun === undefined
      ? []
      : Array.from({ length: 16 }, (_, at) => {
          const y = horizon + 5 + ((bottom - horizon) * at ** 1.3) / 50;
          const half = sun[2] * between(random, 0.25, 0.95);
          const x = sun[0] + between(random, -0.2, 0.2) * sun[2];
          return stroke(x - half, y, x + half, y);
        });
  return [
    element("defs", {}, [
      fade(`${seed}-sky`, palette.glass, [
        [0, palette.theme === "light" ? 0.06 : 0.04],
        [1, palette.theme === "light" ? 0.2 : 0.16],
      ]),
      fade(`${seed}-sea`, palette.glass, [
        [0, palette.theme === "light" ? 0.5 : 0.3],
        [1, palette.theme === "light" ? 0.22 : 0.12],
      ]),
    ]),
    rect(left, top, width, horizon - top, { fill: `url(#${seed}-sky)` }),
    ...(sun === undefined
      ? []
      : [
          circle(sun[0], sun[1], sun[2], {
            fill: palette.theme === "light" ? palette.ground : palette.timber,
            "fill-opacity": palette.theme === "light" ? 0.6 : 0.34,
            stroke: palette.inkSoft,
            "stroke-width": 1,
          }),
        ]),
    group(
      { transform: `translate(${left} 0)` },
      skyline(width, horizon, 46, `${seed} shore`, palette),
    ),
    rect(left, horizon, width, bottom - horizon, { fill: `url(#${seed}-sea)` }),
    path(stroke(left, horizon, right, horizon), { stroke: palette.inkSoft, "stroke-width": 1 }),
    path(ripples.join(""), { stroke: palette.water, "stroke-opacity": 0.3, "stroke-width": 0.9 }),
    path(glints.join(""), {
      stroke: palette.theme === "light" ? palette.paper : palette.timber,
      "stroke-opacity": palette.theme === "light" ? 0.9 : 0.6,
      "stroke-width": 1.6,
    }),
    ...boats.map(([x, y, size]) => boat(x, y, size, palette)),
  ].join("");
}
