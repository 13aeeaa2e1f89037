import type { Outline } from "../../schema/values/geometry.ts";
import { drawTower, type Elevation } from "./facade/elevation.ts";
import { heightOf, TOWER_METRES } from "./facade/strips.ts";
import type { Palette } from "./drawing/palette.ts";
import { boat, people, skyline, treeRow, water } from "./drawing/scenery.ts";
import { circle, element, hatch, path, rect, sheet, stroke } from "./drawing/svg.ts";
import { TOWERS, type Tower, type TowerId } from "./towers.ts";

type Size = readonly [width: number, height: number];

export interface View {
  readonly svg: string;
  readonly size: Size;
  readonly outlines: readonly { readonly building: TowerId; readonly outline: Outline }[];
}

interface Composition {
  readonly size: Size;
  readonly groundY: number;
  readonly floorPixels: number;
  readonly xs: Readonly<Record<TowerId, number>>;
  readonly sun: readonly [x: number, y: number, r: number];
  readonly trees: number;
  readonly boats: readonly (readonly [x: number, depth: number, size: number])[];
}

const shade = (id: string, unit: number, palette: Palette): string =>
  hatch(`${id}hatch`, { step: unit * 0.26, width: 0.4, colour: palette.inkFaint });

function compose(scene: Composition, palette: Palette): View {
  const [width, height] = scene.size;
  const { groundY, floorPixels: unit } = scene;
  const quay = unit * 0.85;
  const towers = TOWERS.map((tower): readonly [Tower, Elevation] => [
    tower,
    drawTower(tower, { x: scene.xs[tower.id], groundY, floorPixels: unit, ids: tower.id }, palette),
  ]);
  const metre = unit / 3.5;
  const tallest = Math.max(...TOWERS.map((tower) => heightOf(tower, unit)));
  const reflections = TOWERS.map((tower) => ({
    left: scene.xs[tower.id],
    right: scene.xs[tower.id] + TOWER_METRES * metre,
    weight: heightOf(tower, unit) / tallest,
  }));
  const [sunX, sunY, sunR] = scene.sun;
  const svg = sheet(scene.size, [
    element(
      "defs",
      {},
      TOWERS.map(({ id }) => shade(id, unit, palette)),
    ),
    circle(sunX, sunY, sunR, { stroke: palette.inkSoft, "stroke-width": 1.1 }),
    skyline(width, groundY, unit * 6, "far town", palette),
    ...towers.map(([, { svg }]) => svg),
    treeRow(
      {
        from: -10,
        to: width + 10,
        groundY,
        radius: unit * 0.68,
        count: scene.trees,
        seed: "promenade",
      },
      palette,
    ),
    people(
      {
        from: 10,
        to: width - 10,
        groundY,
        height: unit * 0.5,
        count: Math.round(width / 55),
        seed: "walkers",
      },
      palette,
    ),
    rect(0, groundY, width, quay, { fill: palette.recess }),
    path(stroke(0, groundY, width, groundY), { stroke: palette.ink, "stroke-width": 1.2 }),
    path(stroke(0, groundY + quay, width, groundY + quay), {
      stroke: palette.ink,
      "stroke-width": 2,
    }),
    water(
      {
        width,
        top: groundY + quay + 1,
        bottom: height,
        reflections,
        seed: "ripples",
        id: "lagoon",
      },
      palette,
    ),
    ...scene.boats.map(([x, depth, size]) => boat(x, groundY + quay + depth, size, palette)),
  ]);
  return {
    svg,
    size: scene.size,
    outlines: towers.map(([tower, { outline }]) => ({ building: tower.id, outline })),
  };
}

/** The towers over the water, for a phone held upright. */
export const drawHero = (palette: Palette): View =>
  compose(
    {
      size: [780, 690],
      groundY: 560,
      floorPixels: 19.6,
      xs: { a: 66, b: 307, c: 548 },
      sun: [668, 78, 44],
      trees: 17,
      boats: [],
    },
    palette,
  );

/** The same from further away, for a desk. */
export const drawWaterfront = (palette: Palette): View =>
  compose(
    {
      size: [1920, 1080],
      groundY: 860,
      floorPixels: 30,
      xs: { a: 290, b: 830, c: 1370 },
      sun: [1660, 170, 68],
      trees: 30,
      boats: [
        [190, 40, 46],
        [1200, 96, 62],
        [1745, 58, 50],
      ],
    },
    palette,
  );

/** One tower alone, large enough to tap a floor. */
export function drawFacade(tower: Tower, palette: Palette): Elevation & { readonly size: Size } {
  const unit = 40;
  const metre = unit / 3.5;
  const margin = 76;
  const width = Math.round(TOWER_METRES * metre + margin * 2);
  const groundY = Math.round(heightOf(tower, unit) + unit * 2.4);
  const size: Size = [width, groundY + 40];
  const elevation = drawTower(
    tower,
    { x: margin, groundY, floorPixels: unit, ids: tower.id },
    palette,
  );
  return {
    ...elevation,
    size,
    svg: sheet(size, [
      element("defs", {}, shade(tower.id, unit, palette)),
      elevation.svg,
      treeRow(
        { from: 0, to: width, groundY, radius: unit * 0.6, count: 7, seed: `facade ${tower.id}` },
        palette,
      ),
      people(
        {
          from: 20,
          to: width - 20,
          groundY,
          height: unit * 0.5,
          count: 9,
          seed: `people ${tower.id}`,
        },
        palette,
      ),
      path(stroke(0, groundY, width, groundY), { stroke: palette.ink, "stroke-width": 3 }),
    ]),
  };
}
