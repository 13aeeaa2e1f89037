import type { Palette } from "../drawing/palette.ts";
import { between, seeded } from "../random.ts";
import { path, rect, sheet, stroke } from "../drawing/svg.ts";
import { words } from "../words.ts";
import { drawLagoonView } from "./lagoonView.ts";
import { edge, face, level, person, plant, seen, solid, type Camera } from "./perspective.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const CAMERA: Camera = { vanish: [700, 470], focal: 900 };
const END = 24;

function deck(palette: Palette): string {
  const boards: string[] = [];
  for (let x = -16; x <= 9; x += 0.8) boards.push(edge(CAMERA, [x, 0, 2], [x, 0, END]));
  return [
    path(level(CAMERA, 0, [-22, 9], [1.6, END]), { fill: palette.ground }),
    path(level(CAMERA, 0, [-22, 9], [1.6, END]), { fill: palette.timber, "fill-opacity": 0.14 }),
    path(boards.join(""), { stroke: palette.lineStrong, "stroke-width": 0.8 }),
  ].join("");
}

function pool(palette: Palette): string {
  const random = seeded("pool");
  const ripples = Array.from({ length: 60 }, () => {
    const z = between(random, 3.6, END - 1);
    const x = between(random, -3, 3);
    return edge(CAMERA, [x, -0.12, z], [x + between(random, 0.3, 1.1), -0.12, z]);
  });
  const tiles = [5, 7, 9.5, 13, 18].map((z) => edge(CAMERA, [-3.6, -0.12, z], [4.4, -0.12, z]));
  return [
    path(level(CAMERA, 0, [-4.2, 5], [2.6, END]), {
      fill: palette.paper,
      stroke: palette.inkSoft,
      "stroke-width": 1,
    }),
    path(level(CAMERA, -0.12, [-3.6, 4.4], [3.2, END]), {
      fill: palette.glass,
      "fill-opacity": palette.theme === "light" ? 0.5 : 0.4,
      stroke: palette.ink,
      "stroke-width": 1.3,
    }),
    path(tiles.join(""), { stroke: palette.paper, "stroke-opacity": 0.6, "stroke-width": 1 }),
    path(ripples.join(""), { stroke: palette.water, "stroke-opacity": 0.35, "stroke-width": 1 }),
  ].join("");
}

function parasol(x: number, z: number, palette: Palette): string {
  const [footX, footY] = seen(CAMERA, [x, 0, z]);
  const [, topY] = seen(CAMERA, [x, 2.75, z]);
  const half = (1.55 * CAMERA.focal) / z;
  const drop = (0.42 * CAMERA.focal) / z;
  const n = (value: number): string => value.toFixed(1);
  const rib = (share: number): string =>
    `M${n(footX)} ${n(topY)}L${n(footX + half * share)} ${n(topY + drop)}`;
  return [
    path(stroke(footX, footY, footX, topY - drop * 0.3), {
      stroke: palette.ink,
      "stroke-width": 1.4,
    }),
    path(
      `M${n(footX - half)} ${n(topY + drop)}L${n(footX)} ${n(topY)}L${n(footX + half)} ${n(topY + drop)}Q${n(footX)} ${n(topY + drop * 1.5)} ${n(footX - half)} ${n(topY + drop)}z`,
      { fill: palette.paper, stroke: palette.ink, "stroke-width": 1.2 },
    ),
    path(rib(-0.35) + rib(0.35), { stroke: palette.inkFaint, "stroke-width": 0.9 }),
  ].join("");
}

function lounger(x: number, z: number, palette: Palette): string {
  return [
    solid(CAMERA, { x: [x, x + 1.9], y: [0.22, 0.32], z: [z, z + 0.72] }, palette, {
      pen: 1,
      wood: true,
    }),
    path(
      face(
        CAMERA,
        [x, 0.32, z],
        [x, 0.32, z + 0.72],
        [x - 0.42, 0.86, z + 0.72],
        [x - 0.42, 0.86, z],
      ),
      { fill: palette.paper, stroke: palette.ink, "stroke-width": 1 },
    ),
    path(
      edge(CAMERA, [x + 0.1, 0, z], [x + 0.1, 0.22, z]) +
        edge(CAMERA, [x + 1.8, 0, z], [x + 1.8, 0.22, z]),
      { stroke: palette.ink, "stroke-width": 1.1 },
    ),
  ].join("");
}

/** The tower on the right: slabs, terraces and glass running to the vanishing point. */
function tower(palette: Palette): string {
  const [x, near, far] = [7.6, 2.4, 21];
  const glass: string[] = [];
  const mullions: string[] = [];
  const terraces: string[] = [];
  const random = seeded("pool tower");
  for (let floor = 0; floor < 5; floor++) {
    const y = floor * 3.6;
    for (let z = near; z < far; z += 1.55) {
      mullions.push(edge(CAMERA, [x, y, z], [x, y + 3.2, z]));
      if (random() < 0.6)
        glass.push(
          face(
            CAMERA,
            [x, y + 0.1, z + 0.12],
            [x, y + 0.1, z + 1.43],
            [x, y + 3, z + 1.43],
            [x, y + 3, z + 0.12],
          ),
        );
    }
    if (floor === 0) continue;
    for (const z of [4.2, 10.4, 16]) {
      terraces.push(
        solid(CAMERA, { x: [x - 1.5, x], y: [y - 0.35, y + 0.9], z: [z, z + 4.2] }, palette, {
          pen: 1,
        }),
      );
    }
  }
  const slabs = [0, 1, 2, 3, 4, 5].map((floor) =>
    edge(CAMERA, [x, floor * 3.6 - 0.35, near], [x, floor * 3.6 - 0.35, far]),
  );
  return [
    path(face(CAMERA, [x, 0, near], [x, 0, far], [x, 21, far], [x, 21, near]), {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 1.5,
    }),
    path(glass.join(""), { fill: palette.glass, "fill-opacity": 0.32 }),
    path(mullions.join(""), { stroke: palette.inkFaint, "stroke-width": 0.7 }),
    path(slabs.join(""), { stroke: palette.ink, "stroke-width": 1.4 }),
    ...terraces.toReversed(),
  ].join("");
}

function balustrade(palette: Palette): string {
  const posts: string[] = [];
  for (let x = -22; x <= 7.6; x += 1.6) posts.push(edge(CAMERA, [x, 0, END], [x, 1.15, END]));
  return [
    path(face(CAMERA, [-26, 0, END], [7.6, 0, END], [7.6, 1.15, END], [-26, 1.15, END]), {
      fill: palette.glass,
      "fill-opacity": 0.18,
    }),
    path(posts.join("") + edge(CAMERA, [-26, 1.15, END], [7.6, 1.15, END]), {
      stroke: palette.ink,
      "stroke-width": 0.9,
    }),
  ].join("");
}

/** The pool on the podium, its far edge on the lagoon. */
export const POOL: Scene = {
  id: "pool",
  name: words("Pool terrace", "Терраса с бассейном", "تراس المسبح"),
  size: SIZE,
  draw: (palette) => {
    const [, edgeY] = seen(CAMERA, [0, 0, END]);
    return sheet(SIZE, [
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.ground }),
      drawLagoonView(
        {
          left: 0,
          right: SIZE[0],
          top: 0,
          horizon: 472,
          bottom: edgeY + 4,
          sun: [470, 300, 58],
          boats: [
            [250, 508, 40],
            [610, 496, 22],
            [830, 512, 34],
          ],
          seed: "pool",
        },
        palette,
      ),
      balustrade(palette),
      deck(palette),
      pool(palette),
      tower(palette),
      plant(CAMERA, 6.3, 15, 2.2, palette),
      plant(CAMERA, 6.3, 9.5, 2, palette),
      ...[17, 13, 9.6, 6.6].flatMap((z) => [
        lounger(-8.4, z + 1, palette),
        lounger(-8.4, z - 0.6, palette),
        parasol(-9, z + 0.4, palette),
      ]),
      person(CAMERA, -5.4, 14.5, palette, 1.68),
      person(CAMERA, -4.9, 14.8, palette, 1.76),
      plant(CAMERA, -5.5, 4.4, 1.5, palette),
    ]);
  },
};
