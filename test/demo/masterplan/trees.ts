import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { path } from "../drawing/svg.ts";
import { FLATTENED, PIXELS, project, type Spot } from "./axonometry.ts";

/** One tree by its foot; drawn once in `defs` and placed. */
export const treeSymbol = (palette: Palette): string => {
  const r = 2.5 * PIXELS;
  return [
    path(`M0 0V${(-r * 1.5).toFixed(1)}`, { stroke: palette.ink, "stroke-width": 0.9 }),
    `<ellipse cx="${(r * 0.9).toFixed(1)}" cy="${(-r * 0.1).toFixed(1)}" rx="${r.toFixed(1)}" ry="${(r * FLATTENED).toFixed(1)}" fill="${palette.water}" fill-opacity=".1"/>`,
    `<circle cy="${(-r * 1.5).toFixed(1)}" r="${r.toFixed(1)}" fill="${palette.ground}" fill-opacity=".86"/>`,
    `<circle cy="${(-r * 1.5).toFixed(1)}" r="${r.toFixed(1)}" fill="${palette.green}" fill-opacity=".2" stroke="${palette.ink}" stroke-width=".8"/>`,
    path(
      `M${(r * 0.1).toFixed(1)} ${(-r * 0.75).toFixed(1)}A${(r * 0.8).toFixed(1)} ${(r * 0.8).toFixed(1)} 0 0 0 ${(r * 0.78).toFixed(1)} ${(-r * 1.7).toFixed(1)}`,
      { stroke: palette.inkSoft, "stroke-width": 0.6 },
    ),
  ].join("");
};

export function drawTrees(spots: readonly Spot[], seed: string): string {
  const random = seeded(seed);
  return spots
    .map((spot) => ({ at: project(spot), scale: between(random, 0.7, 1.15) }))
    .toSorted((a, b) => a.at[1] - b.at[1])
    .map(
      ({ at, scale }) =>
        `<use href="#tree" transform="translate(${at[0].toFixed(1)} ${at[1].toFixed(1)}) scale(${scale.toFixed(2)})"/>`,
    )
    .join("");
}
