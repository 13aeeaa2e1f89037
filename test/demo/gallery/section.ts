import type { Palette } from "../drawing/palette.ts";
import { between, pick, seeded, type Random } from "../random.ts";
import { boat, people, tree } from "../drawing/scenery.ts";
import { box, circle, element, fade, hatch, path, rect, sheet, stroke } from "../drawing/svg.ts";
import { words } from "../words.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const GROUND = 812;
const FLOOR = 31;
const FLOORS = 22;
const [LEFT, RIGHT] = [640, 960] as const;
const CORE = [778, 838] as const;

/** Things in a home as they look from the side, standing at x on y. */
const THINGS: readonly [(x: number, y: number) => string, ...((x: number, y: number) => string)[]] =
  [
    (x, y) => `${box(x, y - 7, 24, 7)}${box(x, y - 12, 4, 12)}${box(x + 20, y - 12, 4, 12)}`,
    (x, y) => `${box(x, y - 6, 28, 6)}${box(x, y - 13, 3, 13)}${box(x + 4, y - 9, 7, 3)}`,
    (x, y) =>
      `${stroke(x, y - 9, x + 22, y - 9)}${stroke(x + 3, y, x + 3, y - 9)}${stroke(x + 19, y, x + 19, y - 9)}${stroke(x + 11, y - FLOOR + 4, x + 11, y - 19)}${box(x + 8, y - 19, 6, 3)}`,
    (x, y) => `${stroke(x + 4, y, x + 4, y - 15)}M${x} ${y - 15}l2 -5h4l2 5z`,
    (x, y) => `${box(x, y - 11, 20, 11)}${box(x, y - 23, 20, 6)}`,
  ];

function homes(palette: Palette): string {
  const random = seeded("section homes");
  const things: string[] = [];
  const partitions: string[] = [];
  const shade: string[] = [];
  for (let floor = 0; floor < FLOORS; floor++) {
    const y = GROUND - 60 - floor * FLOOR - 3;
    for (const [from, to] of [
      [LEFT, CORE[0]],
      [CORE[1], RIGHT],
    ] as const) {
      const wall = from + (to - from) * between(random, 0.42, 0.6);
      partitions.push(stroke(wall, y, wall, y - FLOOR + 6));
      things.push(
        ...furnish(random, from + 8, wall - 4, y),
        ...furnish(random, wall + 6, to - 8, y),
      );
      if (random() < 0.3) shade.push(box(from, y - FLOOR + 6, to - from, FLOOR - 6));
    }
  }
  return [
    path(shade.join(""), { fill: palette.timber, "fill-opacity": 0.2 }),
    path(partitions.join(""), { stroke: palette.poche, "stroke-width": 2 }),
    path(things.join(""), { stroke: palette.inkSoft, "stroke-width": 0.8 }),
  ].join("");
}

function furnish(random: Random, from: number, to: number, y: number): readonly string[] {
  const things: string[] = [];
  let x = from + between(random, 0, 8);
  while (x + 28 < to) {
    things.push(pick(random, THINGS)(Math.round(x), y));
    x += between(random, 34, 52);
  }
  return things;
}

function structure(palette: Palette): string {
  const slabs: string[] = [];
  const rails: string[] = [];
  const leaves: string[] = [];
  const random = seeded("section terraces");
  for (let floor = 0; floor <= FLOORS; floor++) {
    const y = GROUND - 60 - floor * FLOOR;
    slabs.push(
      box(
        LEFT - (floor === FLOORS ? 6 : 34),
        y - 3,
        RIGHT - LEFT + (floor === FLOORS ? 12 : 34),
        5,
      ),
    );
    if (floor === FLOORS) continue;
    rails.push(
      stroke(LEFT - 33, y - 3, LEFT - 33, y - 14),
      stroke(LEFT - 33, y - 14, LEFT - 20, y - 14),
    );
    if (random() < 0.55) leaves.push(`M${LEFT - 30} ${y - 3}q3 -13 6 0q3 -10 6 0z`);
  }
  const top = GROUND - 60 - FLOORS * FLOOR;
  return [
    path(leaves.join(""), {
      fill: palette.green,
      "fill-opacity": 0.4,
      stroke: palette.inkSoft,
      "stroke-width": 0.7,
    }),
    path(rails.join(""), { stroke: palette.ink, "stroke-width": 1 }),
    path(stroke(LEFT, top, LEFT, GROUND - 60) + stroke(RIGHT, top, RIGHT, GROUND - 60), {
      stroke: palette.glass,
      "stroke-width": 2.4,
    }),
    path(slabs.join(""), { fill: palette.poche }),
    path(
      box(CORE[0] - 3, top - 44, 5, GROUND + 74 - top + 44) +
        box(CORE[1] - 2, top - 44, 5, GROUND + 74 - top + 44) +
        box(CORE[0] - 3, top - 44, CORE[1] - CORE[0] + 6, 5),
      { fill: palette.poche },
    ),
  ].join("");
}

function core(palette: Palette): string {
  const flights: string[] = [];
  for (let floor = -2; floor < FLOORS; floor++) {
    const y = GROUND - 60 - floor * FLOOR;
    flights.push(
      stroke(CORE[0] + 4, y, CORE[0] + 30, y - FLOOR / 2),
      stroke(CORE[0] + 30, y - FLOOR / 2, CORE[0] + 4, y - FLOOR),
    );
  }
  const cabs = [3, 12, 18].map((floor) =>
    box(CORE[0] + 37, GROUND - 60 - floor * FLOOR - 26, 18, 24),
  );
  return [
    path(flights.join(""), { stroke: palette.inkSoft, "stroke-width": 0.9 }),
    path(stroke(CORE[0] + 33, 90, CORE[0] + 33, GROUND + 70), {
      stroke: palette.poche,
      "stroke-width": 2,
    }),
    path(stroke(CORE[0] + 46, 80, CORE[0] + 46, GROUND + 60), {
      stroke: palette.lineStrong,
      "stroke-width": 0.8,
    }),
    path(cabs.join(""), { fill: palette.recess, stroke: palette.ink, "stroke-width": 1 }),
  ].join("");
}

function car(x: number, y: number): string {
  return `M${x} ${y - 3}v-6l7 -2l6 -6h17l7 6l9 2v6z`;
}

/** Podium, basement and the cut through ground and lagoon. */
function earth(palette: Palette): string {
  const soil = `M0 ${GROUND + 60}L250 ${GROUND + 52}L330 ${GROUND + 20}V${GROUND}H1600V1000H0z`;
  const cars = [0, 1].flatMap((level) =>
    [500, 566, 660, 716, 870, 926, 1010, 1066].map((x) =>
      car(x + level * 14, GROUND + 36 + level * 38),
    ),
  );
  return [
    path(soil, { fill: palette.ground }),
    path(soil, { fill: "url(#soil)" }),
    path(`M0 ${GROUND + 60}L250 ${GROUND + 52}L330 ${GROUND + 20}V${GROUND}H1600`, {
      stroke: palette.ink,
      "stroke-width": 2.4,
    }),
    rect(460, GROUND, 680, 78, { fill: palette.paper }),
    path(
      box(456, GROUND, 6, 80) +
        box(1138, GROUND, 6, 80) +
        box(456, GROUND - 3, 688, 6) +
        box(456, GROUND + 37, 688, 4) +
        box(452, GROUND + 75, 696, 7),
      { fill: palette.poche },
    ),
    path(cars.join(""), { stroke: palette.inkFaint, "stroke-width": 0.9 }),
    path(
      box(540, GROUND - 62, 520, 6) + box(540, GROUND - 30, 6, 30) + box(1054, GROUND - 60, 6, 60),
      { fill: palette.poche },
    ),
    path([600, 700, 900, 980].map((x) => stroke(x, GROUND, x, GROUND - 58)).join(""), {
      stroke: palette.ink,
      "stroke-width": 1.6,
    }),
    rect(962, GROUND - 74, 84, 14, {
      fill: palette.glass,
      "fill-opacity": 0.55,
      stroke: palette.ink,
      "stroke-width": 1,
    }),
  ].join("");
}

function drawWater(palette: Palette): string {
  const lines = [8, 18, 29, 41].map((depth, at) =>
    stroke(20 + at * 34, GROUND - 2 + depth, 310 - at * 26, GROUND - 2 + depth),
  );
  return [
    path(`M0 ${GROUND - 4}H330V${GROUND + 20}L250 ${GROUND + 52}L0 ${GROUND + 60}z`, {
      fill: "url(#deep)",
    }),
    path(stroke(0, GROUND - 4, 330, GROUND - 4), { stroke: palette.water, "stroke-width": 1.4 }),
    path(lines.join(""), { stroke: palette.water, "stroke-opacity": 0.4, "stroke-width": 1 }),
    boat(150, GROUND + 4, 78, palette),
  ].join("");
}

/** The tower cut from the lagoon to the garden. */
export const SECTION: Scene = {
  id: "section",
  name: words("Section through the tower", "Разрез башни", "مقطع في البرج"),
  size: SIZE,
  draw: (palette) =>
    sheet(SIZE, [
      element("defs", {}, [
        hatch("soil", { step: 9, width: 0.4, colour: palette.inkFaint }),
        fade("deep", palette.glass, [
          [0, 0.3],
          [1, 0.62],
        ]),
      ]),
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.ground }),
      circle(270, 196, 74, { stroke: palette.inkSoft, "stroke-width": 1.1 }),
      drawWater(palette),
      rect(LEFT, GROUND - 60 - FLOORS * FLOOR, RIGHT - LEFT, FLOORS * FLOOR, {
        fill: palette.paper,
      }),
      rect(540, GROUND - 60, 520, 60, { fill: palette.paper }),
      earth(palette),
      homes(palette),
      rect(CORE[0], GROUND - 60 - FLOORS * FLOOR - 40, CORE[1] - CORE[0], FLOORS * FLOOR + 174, {
        fill: palette.paper,
      }),
      core(palette),
      structure(palette),
      ...[372, 428, 494].map((x, at) => tree(x, GROUND - 3, 20 + (at % 2) * 5, palette, 1.2)),
      ...[1130, 1190, 1262, 1330, 1392, 1468, 1540].map((x, at) =>
        tree(x, GROUND - 2, 21 + ((at * 7) % 11), palette, 1.2),
      ),
      tree(576, GROUND - 62, 13, palette, 1),
      people(
        { from: 345, to: 620, groundY: GROUND - 3, height: 17, count: 8, seed: "section front" },
        palette,
      ),
      people(
        { from: 1090, to: 1560, groundY: GROUND - 2, height: 17, count: 7, seed: "section back" },
        palette,
      ),
      people(
        { from: 650, to: 760, groundY: GROUND - 3, height: 17, count: 3, seed: "section lobby" },
        palette,
      ),
    ]),
};
