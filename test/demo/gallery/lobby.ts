import type { Palette } from "../drawing/palette.ts";
import { circle, path, rect, sheet, stroke } from "../drawing/svg.ts";
import { words } from "../words.ts";
import { drawLagoonView } from "./lagoonView.ts";
import { edge, face, level, person, plant, seen, solid, type Camera } from "./perspective.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const CAMERA: Camera = { vanish: [760, 640], focal: 980 };
const [SIDE, HEIGHT, NEAR, FAR] = [7.4, 6.6, 2.6, 25];

function shell(palette: Palette): string {
  const tiles: string[] = [];
  for (let x = -SIDE; x <= SIDE + 0.1; x += 1.48)
    tiles.push(edge(CAMERA, [x, 0, NEAR], [x, 0, FAR]));
  for (let z = 3.2; z < FAR; z += 1.6) tiles.push(edge(CAMERA, [-SIDE, 0, z], [SIDE, 0, z]));
  const beams: string[] = [];
  for (let z = 4; z < FAR; z += 2.2) beams.push(level(CAMERA, HEIGHT, [-4.4, 4.4], [z, z + 1.5]));
  const panels: string[] = [];
  for (let z = 3.4; z < FAR; z += 1.2) panels.push(edge(CAMERA, [-SIDE, 0, z], [-SIDE, HEIGHT, z]));
  const walls = [-SIDE, SIDE].map((x) =>
    face(CAMERA, [x, 0, NEAR], [x, 0, FAR], [x, HEIGHT, FAR], [x, HEIGHT, NEAR]),
  );
  return [
    path(level(CAMERA, HEIGHT, [-SIDE, SIDE], [NEAR, FAR]), { fill: palette.paper }),
    path(walls[0] ?? "", { fill: palette.timber, "fill-opacity": 0.2 }),
    path(walls[1] ?? "", { fill: palette.recess }),
    path(panels.join(""), { stroke: palette.inkFaint, "stroke-width": 0.8 }),
    path(level(CAMERA, 0, [-SIDE, SIDE], [NEAR, FAR]), { fill: palette.ground }),
    path(tiles.join(""), { stroke: palette.lineStrong, "stroke-width": 0.9 }),
    path(beams.join(""), { fill: palette.recess, stroke: palette.inkFaint, "stroke-width": 0.8 }),
    path(
      [
        [-SIDE, 0],
        [SIDE, 0],
        [-SIDE, HEIGHT],
        [SIDE, HEIGHT],
      ]
        .map(([x = 0, y = 0]) => edge(CAMERA, [x, y, NEAR], [x, y, FAR]))
        .join(""),
      { stroke: palette.ink, "stroke-width": 1.6 },
    ),
  ].join("");
}

function glazing(palette: Palette): string {
  const lines: string[] = [];
  for (let x = -SIDE; x <= SIDE + 0.1; x += SIDE / 4)
    lines.push(edge(CAMERA, [x, 0, FAR], [x, HEIGHT, FAR]));
  lines.push(
    edge(CAMERA, [-SIDE, 2.7, FAR], [SIDE, 2.7, FAR]),
    edge(CAMERA, [-SIDE, HEIGHT, FAR], [SIDE, HEIGHT, FAR]),
    edge(CAMERA, [-SIDE, 0, FAR], [SIDE, 0, FAR]),
  );
  return path(lines.join(""), { stroke: palette.ink, "stroke-width": 1.5 });
}

function colonnade(palette: Palette): string {
  const rows = [22, 18, 14, 10, 6.4];
  return rows
    .map((z) =>
      [
        solid(CAMERA, { x: [-4.9, -4.3], y: [0, HEIGHT], z: [z, z + 0.6] }, palette, {
          tint: 0.14,
        }),
        solid(CAMERA, { x: [4.3, 4.9], y: [0, HEIGHT], z: [z, z + 0.6] }, palette, { tint: 0.14 }),
        z === 14 ? person(CAMERA, 1.9, 15, palette) + person(CAMERA, 2.5, 15.2, palette, 1.62) : "",
        z === 10 ? person(CAMERA, -2.9, 11.5, palette, 1.75) : "",
      ].join(""),
    )
    .join("");
}

function pendants(palette: Palette): string {
  return [17, 12, 8.4]
    .flatMap((z) =>
      [-1.3, 0.2, 1.5].map((x, at) => {
        const drop = 4.5 - (at % 2) * 0.7;
        const [top, bottom] = [seen(CAMERA, [x, HEIGHT, z]), seen(CAMERA, [x, drop, z])];
        const r = (0.3 * CAMERA.focal) / z;
        return (
          path(stroke(top[0], top[1], bottom[0], bottom[1]), {
            stroke: palette.inkSoft,
            "stroke-width": 0.8,
          }) +
          circle(bottom[0], bottom[1] + r, r, {
            fill: palette.paper,
            stroke: palette.ink,
            "stroke-width": 1.1,
          })
        );
      }),
    )
    .join("");
}

function furniture(palette: Palette): string {
  return [
    solid(CAMERA, { x: [4.9, 6.8], y: [0, 0.42], z: [12, 15] }, palette, { pen: 1 }),
    solid(CAMERA, { x: [6.3, 6.8], y: [0.42, 0.8], z: [12, 15] }, palette, { pen: 1 }),
    plant(CAMERA, 6.2, 10.4, 2.4, palette),
    plant(CAMERA, -6.3, 17, 2.8, palette),
    person(CAMERA, -7, 10.4, palette, 1.72),
    solid(CAMERA, { x: [-6.6, -5.5], y: [0, 1.1], z: [8, 12.5] }, palette, { wood: true }),
    solid(CAMERA, { x: [-6.7, -5.4], y: [1.1, 1.18], z: [7.9, 12.6] }, palette),
    path(level(CAMERA, 0.005, [0.4, 3.6], [6.6, 9.8]), {
      fill: palette.recess,
      stroke: palette.inkFaint,
      "stroke-width": 1,
    }),
    solid(CAMERA, { x: [2.5, 3.3], y: [0.1, 0.42], z: [7.2, 9.2] }, palette),
    solid(CAMERA, { x: [3.15, 3.35], y: [0.42, 0.85], z: [7.2, 9.2] }, palette),
    solid(CAMERA, { x: [0.9, 1.7], y: [0.1, 0.42], z: [8.6, 9.4] }, palette),
    solid(CAMERA, { x: [1.35, 2.1], y: [0.26, 0.32], z: [7.3, 8.2] }, palette, { wood: true }),
  ].join("");
}

/** The lobby, two floors high, open to the promenade. */
export const LOBBY: Scene = {
  id: "lobby",
  name: words("Lobby", "Лобби", "الردهة"),
  size: SIZE,
  draw: (palette) => {
    const [left, top] = seen(CAMERA, [-SIDE, HEIGHT, FAR]);
    const [right, bottom] = seen(CAMERA, [SIDE, 0, FAR]);
    return sheet(SIZE, [
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.paper }),
      shell(palette),
      drawLagoonView(
        {
          left,
          right,
          top,
          horizon: 642,
          bottom,
          sun: [930, 560, 30],
          boats: [
            [640, 662, 30],
            [860, 655, 20],
          ],
          seed: "lobby",
        },
        palette,
      ),
      glazing(palette),
      pendants(palette),
      colonnade(palette),
      furniture(palette),
    ]);
  },
};
