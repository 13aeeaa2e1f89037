import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { boat } from "../drawing/scenery.ts";
import { element, fade, group, hatch, path, rect, sheet } from "../drawing/svg.ts";
import { TOWERS, type TowerId } from "../towers.ts";
import type { View } from "../waterfront.ts";
import { project, type Spot } from "./axonometry.ts";
import { drawGrounds, drawLand, drawRipples } from "./ground.ts";
import { drawTown } from "./town.ts";
import { drawTrees, treeSymbol } from "./trees.ts";
import { drawMarina } from "./marina.ts";
import { drawMassing, type Massing } from "./massing.ts";

const SIZE = [1920, 1080] as const;
/** Where each tower stands along the quay, metres. */
const ALONG: Readonly<Record<TowerId, number>> = { a: 0, b: 72, c: 144 };

function row(u0: number, u1: number, v: number, gap: number, seed: string): readonly Spot[] {
  const random = seeded(seed);
  const spots: Spot[] = [];
  for (let u = u0; u <= u1; u += gap)
    spots.push([u + between(random, -1, 1), v + between(random, -0.6, 0.6)]);
  return spots;
}

function grove(
  u0: number,
  u1: number,
  v0: number,
  v1: number,
  count: number,
  seed: string,
): readonly Spot[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (): Spot => [
    between(random, u0, u1),
    between(random, v0, v1),
  ]);
}

/** Trees of the court to the right of each tower, which hide that tower's foot and are hidden by the next. */
const COURTS: Readonly<Record<TowerId, readonly Spot[]>> = {
  a: [
    ...row(40, 62, -2, 7, "court a"),
    ...row(40, 62, 20, 7, "court a far"),
    ...row(42, 60, 28, 9, "court a back"),
  ],
  b: [
    [113, -2],
    [132, -2],
    [113, 26],
    [132, 26],
    [112, 12],
    [133, 12],
    [122, 27],
  ],
  c: [
    ...row(183, 190, -2, 6, "court c"),
    ...row(183, 190, 14, 6, "court c far"),
    ...row(183, 190, 27, 6, "court c back"),
  ],
};

/** The development from high over the lagoon. */
export function drawMasterplan(palette: Palette): View {
  const towers = TOWERS.map((tower): readonly [TowerId, Massing] => [
    tower.id,
    drawMassing(tower, ALONG[tower.id], palette),
  ]);
  const back = [
    ...grove(-70, 52, 60, 82, 26, "park a"),
    ...grove(64, 148, 60, 82, 20, "park b"),
    ...grove(160, 258, 60, 82, 22, "park c"),
    ...row(-90, 300, 53, 11, "street"),
  ];
  const front = [...row(-10, 192, -14, 8.5, "promenade inner"), ...row(-30, -12, 4, 7, "left")];
  const [width, height] = SIZE;
  const sails: readonly Spot[] = [
    [-8, -70],
    [70, -62],
    [118, -86],
  ];
  const svg = sheet(SIZE, [
    element("defs", {}, [
      hatch("shade", { step: 7, width: 0.4, colour: palette.inkFaint }),
      hatch("lawn", { step: 6, width: 0.25, colour: palette.green, angle: 60 }),
      fade("depth", palette.glass, [
        [0, 0.1],
        [0.5, 0.26],
        [1, palette.theme === "light" ? 0.44 : 0.34],
      ]),
      fade("haze", palette.ground, [
        [0, 1],
        [0.35, 0.75],
        [1, 0],
      ]),
      element("g", { id: "tree" }, treeSymbol(palette)),
    ]),
    rect(0, 0, width, height, { fill: palette.ground }),
    rect(0, 0, width, height, { fill: "url(#depth)" }),
    drawRipples(SIZE, palette),
    drawLand(palette),
    drawTown(palette),
    rect(0, 0, width, height * 0.36, { fill: "url(#haze)" }),
    drawGrounds(palette),
    path(towers.map(([, { shadow }]) => shadow).join(""), {
      fill: palette.theme === "light" ? palette.water : "#000",
      "fill-opacity": palette.theme === "light" ? 0.1 : 0.35,
    }),
    drawTrees(back, "back"),
    drawMarina(palette),
    ...towers.map(([id, { svg }]) => group({}, [svg, drawTrees(COURTS[id], `court ${id}`)])),
    drawTrees(front, "front"),
    ...sails.map((spot, at) => {
      const [x, y] = project(spot);
      return boat(x, y, 54 + at * 8, palette);
    }),
  ]);
  return {
    svg,
    size: SIZE,
    outlines: towers.map(([building, { outline }]) => ({ building, outline })),
  };
}
