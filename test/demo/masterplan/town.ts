import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { path, polygon } from "../drawing/svg.ts";
import { frontOf, projectAll, roofOf, sideOf, type Block } from "./axonometry.ts";
import { BASIN } from "./ground.ts";

const inside = (u: number, v: number): boolean => u > BASIN.u - 6 && v < BASIN.v + 12;

/** The town behind, as quiet as an outline can be. */
export function drawTown(palette: Palette): string {
  const random = seeded("town");
  const blocks: Block[] = [];
  for (let v = 290; v >= 98; v -= 30) {
    for (let u = -250; u < 420; u += 33) {
      if (random() < 0.24 || inside(u, v)) continue;
      const [width, depth] = [between(random, 13, 25), between(random, 11, 19)];
      const left = u + between(random, 0, 8);
      blocks.push({ u: [left, left + width], v: [v, v + depth], z: [0, between(random, 4, 13)] });
    }
  }
  return blocks
    .map((block) =>
      path(
        [frontOf(block), sideOf(block), roofOf(block)]
          .map((spots) => polygon(projectAll(spots)))
          .join(""),
        {
          fill: palette.ground,
          stroke: palette.lineStrong,
          "stroke-width": 0.8,
        },
      ),
    )
    .join("");
}
