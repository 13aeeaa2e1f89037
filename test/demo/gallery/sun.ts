import { drawTower } from "../facade/elevation.ts";
import { TOWER_METRES } from "../facade/strips.ts";
import type { Palette } from "../drawing/palette.ts";
import { skyline, treeRow, water } from "../drawing/scenery.ts";
import { circle, element, hatch, path, rect, sheet, stroke } from "../drawing/svg.ts";
import { TOWERS } from "../towers.ts";
import { words } from "../words.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const CENTRE = [800, 812] as const;
const FLOOR_PIXELS = 13;
/** How high the sun stands at noon in June, at the equinox and in December: the arcs' heights, pixels. */
const ARCS = [
  { rx: 690, ry: 690, suns: 9 },
  { rx: 640, ry: 540, suns: 9 },
  { rx: 560, ry: 380, suns: 7 },
] as const;

const onArc = (rx: number, ry: number, share: number): readonly [number, number] => {
  const angle = Math.PI * (1 - share);
  return [CENTRE[0] + Math.cos(angle) * rx, CENTRE[1] - Math.sin(angle) * ry];
};

function arcs(palette: Palette): string {
  return ARCS.map(({ rx, ry, suns }, at) => {
    const ticks = Array.from({ length: suns * 4 - 1 }, (_, tick) => {
      const share = (tick + 1) / (suns * 4);
      const [x, y] = onArc(rx, ry, share);
      const [x2, y2] = onArc(rx + 7, ry + 7, share);
      return stroke(x, y, x2, y2);
    });
    const discs = Array.from({ length: suns }, (_, sun) => {
      const [x, y] = onArc(rx, ry, (sun + 1) / (suns + 1));
      const noon = sun === (suns - 1) / 2;
      return circle(x, y, noon ? 30 - at * 4 : 9 - at, {
        fill: noon ? palette.timber : palette.ground,
        "fill-opacity": noon ? 0.42 : 1,
        stroke: palette.inkSoft,
        "stroke-width": 1,
      });
    });
    return [
      path(`M${CENTRE[0] - rx} ${CENTRE[1]}A${rx} ${ry} 0 0 1 ${CENTRE[0] + rx} ${CENTRE[1]}`, {
        stroke: palette.inkSoft,
        "stroke-width": 1,
        ...(at === 1 ? {} : { "stroke-dasharray": at === 0 ? "10 6" : "2 6" }),
      }),
      path(ticks.join(""), { stroke: palette.lineStrong, "stroke-width": 0.9 }),
      ...discs,
    ].join("");
  }).join("");
}

/** The sun's hours as thin rays to the foot of the middle tower, and the sky between them. */
function rays(palette: Palette): string {
  const [outer] = ARCS;
  const lines = Array.from({ length: outer.suns }, (_, sun) => {
    const [x, y] = onArc(outer.rx, outer.ry, (sun + 1) / (outer.suns + 1));
    return stroke(x, y, CENTRE[0], CENTRE[1]);
  });
  return [
    path(
      `M${CENTRE[0] - outer.rx} ${CENTRE[1]}A${outer.rx} ${outer.ry} 0 0 1 ${CENTRE[0] + outer.rx} ${CENTRE[1]}z`,
      { fill: palette.timber, "fill-opacity": 0.06 },
    ),
    path(`M${CENTRE[0] - 560} ${CENTRE[1]}A560 380 0 0 1 ${CENTRE[0] + 560} ${CENTRE[1]}z`, {
      fill: palette.timber,
      "fill-opacity": 0.09,
    }),
    path(lines.join(""), { stroke: palette.timber, "stroke-opacity": 0.5, "stroke-width": 0.9 }),
  ].join("");
}

/** The breeze from the sea. */
function breeze(palette: Palette): string {
  const gusts = [560, 610, 655, 700].map(
    (y, at) => `M${96 + at * 22} ${y}q40 -16 80 0t80 0t${60 + at * 6} 0`,
  );
  const tips = [560, 610, 655, 700].map(
    (y, at) => `M${96 + at * 22 + 220 + at * 6 - 10} ${y - 6}l10 6l-11 5`,
  );
  return path(gusts.join("") + tips.join(""), {
    stroke: palette.water,
    "stroke-opacity": 0.55,
    "stroke-width": 1.3,
  });
}

/** How the sun goes over the towers in summer and winter. */
export const SUN: Scene = {
  id: "sun",
  name: words("Sun and breeze", "Солнце и бриз", "الشمس والنسيم"),
  size: SIZE,
  draw: (palette) => {
    const metre = FLOOR_PIXELS / 3.5;
    const xs = [520, 745, 970] as const;
    const ground = CENTRE[1];
    return sheet(SIZE, [
      element(
        "defs",
        {},
        TOWERS.map(({ id }) =>
          hatch(`${id}hatch`, { step: 4, width: 0.35, colour: palette.inkFaint }),
        ),
      ),
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.ground }),
      rays(palette),
      arcs(palette),
      skyline(SIZE[0], ground, 60, "sun town", palette),
      breeze(palette),
      ...TOWERS.map(
        (tower, at) =>
          drawTower(
            tower,
            { x: xs[at] ?? 0, groundY: ground, floorPixels: FLOOR_PIXELS, ids: tower.id },
            palette,
          ).svg,
      ),
      treeRow(
        { from: 60, to: 1540, groundY: ground, radius: 11, count: 42, seed: "sun trees" },
        palette,
      ),
      rect(0, ground, SIZE[0], 12, { fill: palette.recess }),
      path(stroke(0, ground, SIZE[0], ground) + stroke(0, ground + 12, SIZE[0], ground + 12), {
        stroke: palette.ink,
        "stroke-width": 1.4,
      }),
      water(
        {
          width: SIZE[0],
          top: ground + 13,
          bottom: SIZE[1],
          reflections: xs.map((x) => ({ left: x, right: x + TOWER_METRES * metre, weight: 0.9 })),
          seed: "sun water",
          id: "sun-water",
        },
        palette,
      ),
    ]);
  },
};
