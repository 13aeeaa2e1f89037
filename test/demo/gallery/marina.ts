import { drawTower } from "../facade/elevation.ts";
import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { skyline, tree } from "../drawing/scenery.ts";
import { circle, element, fade, hatch, path, rect, sheet, stroke } from "../drawing/svg.ts";
import { TOWERS } from "../towers.ts";
import { words } from "../words.ts";
import { edge, level, person, seen, type Camera } from "./perspective.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const CAMERA: Camera = { vanish: [860, 640], focal: 900 };
const HORIZON = 640;

function sky(palette: Palette): string {
  const light = palette.theme === "light";
  return [
    element("defs", {}, [
      fade("dusk", palette.water, [
        [0, light ? 0.34 : 0.34],
        [0.62, light ? 0.13 : 0.12],
        [1, 0.02],
      ]),
      fade("glow", palette.timber, [
        [0, 0],
        [0.45, 0.04],
        [1, light ? 0.42 : 0.34],
      ]),
      fade("harbour", palette.water, [
        [0, light ? 0.2 : 0.12],
        [1, light ? 0.46 : 0.3],
      ]),
    ]),
    rect(0, 0, SIZE[0], HORIZON, { fill: "url(#dusk)" }),
    rect(0, 0, SIZE[0], HORIZON, { fill: "url(#glow)" }),
    circle(1010, HORIZON - 22, 58, {
      fill: palette.timber,
      "fill-opacity": 0.35,
      stroke: palette.inkSoft,
      "stroke-width": 1,
    }),
    skyline(SIZE[0], HORIZON, 56, "dusk town", palette),
  ].join("");
}

function harbour(palette: Palette): string {
  const random = seeded("harbour");
  const ripples = Array.from({ length: 120 }, () => {
    const share = random() ** 1.5;
    const y = HORIZON + 3 + share * (SIZE[1] - HORIZON);
    const x = between(random, 300, SIZE[0]);
    return stroke(x, y, x + between(random, 14, 70) * (0.5 + share), y);
  });
  const glints = Array.from({ length: 34 }, (_, at) => {
    const y = HORIZON + 4 + at * 7.5;
    const half = between(random, 10, 58);
    const x = 1010 + between(random, -22, 22);
    return stroke(x - half, y, x + half, y);
  });
  return [
    rect(0, HORIZON, SIZE[0], SIZE[1] - HORIZON, { fill: palette.ground }),
    rect(0, HORIZON, SIZE[0], SIZE[1] - HORIZON, { fill: "url(#harbour)" }),
    path(ripples.join(""), { stroke: palette.water, "stroke-opacity": 0.4, "stroke-width": 1 }),
    path(glints.join(""), { stroke: palette.timber, "stroke-opacity": 0.75, "stroke-width": 1.8 }),
  ].join("");
}

/** A yacht from the side, bow to the right, moored at z. */
function yacht(x: number, z: number, length: number, palette: Palette): string {
  const [stern, waterY] = seen(CAMERA, [x, -0.6, z]);
  const metre = CAMERA.focal / z;
  const n = (value: number): string => value.toFixed(1);
  const l = length * metre;
  const h = length * 0.1 * metre;
  const mastX = stern + l * 0.55;
  const top = waterY - length * 1.25 * metre;
  const hull = `M${n(stern)} ${n(waterY - h)}L${n(stern + l * 0.04)} ${n(waterY)}H${n(stern + l * 0.8)}Q${n(stern + l * 0.93)} ${n(waterY - h * 0.4)} ${n(stern + l)} ${n(waterY - h * 1.35)}z`;
  const cabin = `M${n(stern + l * 0.24)} ${n(waterY - h)}L${n(stern + l * 0.3)} ${n(waterY - h * 1.75)}H${n(stern + l * 0.6)}L${n(stern + l * 0.72)} ${n(waterY - h * 1.12)}z`;
  const mast =
    stroke(mastX, waterY - h, mastX, top) +
    stroke(mastX, waterY - h * 2.6, stern + l * 0.1, waterY - h * 2.5);
  const stays = `M${n(stern + l * 0.99)} ${n(waterY - h * 1.35)}L${n(mastX)} ${n(top)}L${n(stern)} ${n(waterY - h)}`;
  const mirrored = [0.2, 0.45, 0.7].map((share) =>
    stroke(
      mastX - 8 * share,
      waterY + (waterY - top) * share * 0.5,
      mastX + 14 * share,
      waterY + (waterY - top) * share * 0.5,
    ),
  );
  return [
    path(mirrored.join(""), { stroke: palette.ink, "stroke-opacity": 0.4, "stroke-width": 1 }),
    path(stays, { stroke: palette.inkSoft, "stroke-width": 0.7 }),
    path(mast, { stroke: palette.ink, "stroke-width": 1.3 }),
    path(cabin, { fill: palette.paper, stroke: palette.ink, "stroke-width": 1 }),
    path(cabin, { fill: palette.timber, "fill-opacity": 0.35 }),
    path(hull, { fill: palette.paper, stroke: palette.ink, "stroke-width": 1.3 }),
  ].join("");
}

function promenade(palette: Palette): string {
  const joints: string[] = [];
  for (let z = 2.2; z < 60; z *= 1.16) joints.push(edge(CAMERA, [-30, 0, z], [-1.2, 0, z]));
  const lines = [-14, -9.5, -6.4, -3.6].map((x) => edge(CAMERA, [x, 0, 1.6], [x, 0, 200]));
  return [
    path(level(CAMERA, 0, [-60, -1.2], [1.5, 260]), { fill: palette.ground }),
    path(level(CAMERA, 0, [-60, -1.2], [1.5, 260]), { fill: palette.timber, "fill-opacity": 0.1 }),
    path(joints.join("") + lines.join(""), { stroke: palette.lineStrong, "stroke-width": 0.9 }),
    path(level(CAMERA, 0, [-1.7, -1.2], [1.5, 260]), {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 1,
    }),
  ].join("");
}

function lamp(z: number, palette: Palette): string {
  const foot = seen(CAMERA, [-2.6, 0, z]);
  const top = seen(CAMERA, [-2.6, 4.2, z]);
  const r = (0.24 * CAMERA.focal) / z;
  return [
    circle(top[0], top[1], r * 2.1, { fill: palette.timber, "fill-opacity": 0.2 }),
    path(stroke(foot[0], foot[1], top[0], top[1]), {
      stroke: palette.ink,
      "stroke-width": Math.max(1, 16 / z),
    }),
    circle(top[0], top[1], r, { fill: palette.ground, stroke: palette.ink, "stroke-width": 1 }),
    circle(top[0], top[1], r, { fill: palette.timber, "fill-opacity": 0.6 }),
  ].join("");
}

function litWindows(palette: Palette): string {
  const random = seeded("evening");
  const panes: string[] = [];
  for (let floor = 0; floor < 17; floor++) {
    for (const x of [70, 290, 510]) {
      for (let bay = 0; bay < 9; bay++) {
        if (random() < 0.2)
          panes.push(
            `M${(x + 6 + bay * 12.4).toFixed(1)} ${(HORIZON - 62 - floor * 19 + 4).toFixed(1)}h8v13h-8z`,
          );
      }
    }
  }
  return path(panes.join(""), { fill: palette.timber, "fill-opacity": 0.75 });
}

/** The promenade at the marina when the lamps go on. */
export const MARINA: Scene = {
  id: "marina",
  name: words("Marina at dusk", "Марина в сумерках", "المارينا عند الغسق"),
  size: SIZE,
  draw: (palette) => {
    const towers = TOWERS.map((tower, at) =>
      drawTower(
        tower,
        { x: [70, 290, 510][at] ?? 0, groundY: HORIZON + 2, floorPixels: 19, ids: tower.id },
        palette,
      ),
    );
    return sheet(SIZE, [
      element(
        "defs",
        {},
        TOWERS.map(({ id }) =>
          hatch(`${id}hatch`, { step: 5, width: 0.4, colour: palette.inkFaint }),
        ),
      ),
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.ground }),
      sky(palette),
      ...towers.map(({ svg }) => svg),
      litWindows(palette),
      harbour(palette),
      yacht(13, 58, 14, palette),
      yacht(26, 50, 14, palette),
      yacht(11.5, 38, 12, palette),
      yacht(9.2, 23, 11.5, palette),
      promenade(palette),
      ...[60, 44, 33, 25, 19.5].map((z) => {
        const [x, y] = seen(CAMERA, [-9.4, 0, z]);
        return tree(x, y, (1.5 * CAMERA.focal) / z, palette, 1.1);
      }),
      ...[48, 30, 19, 12, 7.6].map((z) => lamp(z, palette)),
      person(CAMERA, -5.2, 20, palette),
      person(CAMERA, -4.6, 20.4, palette, 1.64),
      person(CAMERA, -4, 33, palette),
      person(CAMERA, -5.6, 10.5, palette, 1.74),
    ]);
  },
};
