import type { Palette } from "../drawing/palette.ts";
import { circle, ellipse, path, rect, sheet, stroke } from "../drawing/svg.ts";
import { words } from "../words.ts";
import { drawLagoonView } from "./lagoonView.ts";
import { chair, edge, face, level, plant, seen, solid, type Camera } from "./perspective.ts";
import type { Scene } from "./scene.ts";

const SIZE = [1600, 1000] as const;
const CAMERA: Camera = { vanish: [820, 500], focal: 900 };
const [LEFT, RIGHT, HEIGHT, NEAR, FAR] = [-4.6, 4.4, 3.1, 2.2, 9];

function shell(palette: Palette): string {
  const boards: string[] = [];
  for (let x = LEFT; x <= RIGHT; x += 0.42) boards.push(edge(CAMERA, [x, 0, NEAR], [x, 0, FAR]));
  const ceiling = [3.4, 4.6, 6.2, 7.6].map((z) =>
    edge(CAMERA, [LEFT, HEIGHT, z], [RIGHT, HEIGHT, z]),
  );
  const lit = level(CAMERA, 0, [-3.2, 3.2], [FAR - 2.6, FAR]);
  return [
    path(level(CAMERA, HEIGHT, [LEFT, RIGHT], [NEAR, FAR]), { fill: palette.paper }),
    path(face(CAMERA, [LEFT, 0, NEAR], [LEFT, 0, FAR], [LEFT, HEIGHT, FAR], [LEFT, HEIGHT, NEAR]), {
      fill: palette.paper,
    }),
    path(
      face(CAMERA, [RIGHT, 0, NEAR], [RIGHT, 0, FAR], [RIGHT, HEIGHT, FAR], [RIGHT, HEIGHT, NEAR]),
      { fill: palette.recess },
    ),
    path(level(CAMERA, 0, [LEFT, RIGHT], [NEAR, FAR]), {
      fill: palette.timber,
      "fill-opacity": 0.16,
    }),
    path(lit, { fill: palette.ground, "fill-opacity": palette.theme === "light" ? 0.6 : 0.05 }),
    path(boards.join(""), { stroke: palette.lineStrong, "stroke-width": 0.8 }),
    path(ceiling.join(""), { stroke: palette.line, "stroke-width": 1 }),
    path(
      [
        [LEFT, 0],
        [RIGHT, 0],
        [LEFT, HEIGHT],
        [RIGHT, HEIGHT],
      ]
        .map(([x = 0, y = 0]) => edge(CAMERA, [x, y, NEAR], [x, y, FAR]))
        .join(""),
      { stroke: palette.ink, "stroke-width": 1.6 },
    ),
  ].join("");
}

function glazing(palette: Palette): string {
  const mullions = [-4.6, -2.35, -0.1, 2.15, 4.4].map((x) =>
    edge(CAMERA, [x, 0, FAR], [x, HEIGHT, FAR]),
  );
  const rail = 11.6;
  const posts: string[] = [];
  for (let x = LEFT; x <= RIGHT + 0.1; x += 1.5)
    posts.push(edge(CAMERA, [x, 0, rail], [x, 1.1, rail]));
  return [
    path(level(CAMERA, 0, [LEFT, RIGHT], [FAR, rail]), {
      fill: palette.recess,
      stroke: palette.inkSoft,
      "stroke-width": 0.8,
    }),
    path(face(CAMERA, [LEFT, 0, rail], [RIGHT, 0, rail], [RIGHT, 1.1, rail], [LEFT, 1.1, rail]), {
      fill: palette.glass,
      "fill-opacity": 0.14,
    }),
    path(posts.join("") + edge(CAMERA, [LEFT, 1.1, rail], [RIGHT, 1.1, rail]), {
      stroke: palette.ink,
      "stroke-width": 1,
    }),
    solid(CAMERA, { x: [-2.2, -1.5], y: [0.25, 0.4], z: [9.8, 11] }, palette, { pen: 0.8 }),
    solid(CAMERA, { x: [-0.9, -0.2], y: [0.25, 0.4], z: [9.8, 11] }, palette, { pen: 0.8 }),
    plant(CAMERA, 3.5, 10.6, 1.5, palette),
    path(
      mullions.join("") +
        edge(CAMERA, [LEFT, HEIGHT, FAR], [RIGHT, HEIGHT, FAR]) +
        edge(CAMERA, [LEFT, 0, FAR], [RIGHT, 0, FAR]),
      { stroke: palette.ink, "stroke-width": 2.4 },
    ),
  ].join("");
}

function curtain(x0: number, x1: number, palette: Palette): string {
  const folds: string[] = [];
  for (let x = x0; x <= x1 + 0.01; x += 0.13)
    folds.push(edge(CAMERA, [x, 0.02, FAR - 0.15], [x, HEIGHT, FAR - 0.15]));
  return [
    path(
      face(
        CAMERA,
        [x0, 0, FAR - 0.15],
        [x1, 0, FAR - 0.15],
        [x1, HEIGHT, FAR - 0.15],
        [x0, HEIGHT, FAR - 0.15],
      ),
      { fill: palette.paper, "fill-opacity": 0.9 },
    ),
    path(folds.join(""), { stroke: palette.lineStrong, "stroke-width": 1 }),
  ].join("");
}

function furniture(palette: Palette): string {
  const soft = { tint: 0.07 };
  const art = face(
    CAMERA,
    [LEFT, 1.15, 4.4],
    [LEFT, 1.15, 6.4],
    [LEFT, 2.45, 6.4],
    [LEFT, 2.45, 4.4],
  );
  const artInner = face(
    CAMERA,
    [LEFT, 1.3, 4.6],
    [LEFT, 1.3, 6.2],
    [LEFT, 2.3, 6.2],
    [LEFT, 2.3, 4.6],
  );
  const wave = (y: number): string => {
    const points = [4.7, 5.1, 5.5, 5.9, 6.15].map((z, at) =>
      seen(CAMERA, [LEFT, y + (at % 2) * 0.14, z]),
    );
    return points
      .map(([x, py], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${py.toFixed(1)}`)
      .join("");
  };
  const lamp = seen(CAMERA, [-3.6, 1.75, 5]);
  const lampFoot = seen(CAMERA, [-3.6, 0, 5]);
  const pendant = [0.6, 1.3, 2].map(
    (x) => [seen(CAMERA, [x + 1.1, HEIGHT, 5.6]), seen(CAMERA, [x + 1.1, 2.15, 5.6])] as const,
  );
  return [
    path(art, { fill: palette.paper, stroke: palette.ink, "stroke-width": 1.4 }),
    path(artInner, { fill: palette.glass, "fill-opacity": 0.2 }),
    path([1.5, 1.75, 2].map(wave).join(""), {
      stroke: palette.water,
      "stroke-opacity": 0.6,
      "stroke-width": 1.2,
    }),
    path(level(CAMERA, 0.005, [-3.4, 0.6], [3.5, 7]), {
      fill: palette.ground,
      stroke: palette.inkFaint,
      "stroke-width": 1,
    }),
    path(level(CAMERA, 0.006, [-3.2, 0.4], [3.65, 6.8]), {
      stroke: palette.lineStrong,
      "stroke-width": 0.9,
      "stroke-dasharray": "5 5",
    }),
    solid(CAMERA, { x: [-4.45, -4.2], y: [0.1, 0.75], z: [4, 6.6] }, palette, soft),
    solid(CAMERA, { x: [-4.2, -3.25], y: [0.12, 0.44], z: [4, 6.6] }, palette, soft),
    solid(CAMERA, { x: [-4.2, -3.3], y: [0.44, 0.56], z: [5.35, 6.55] }, palette, soft),
    solid(CAMERA, { x: [-4.2, -3.3], y: [0.44, 0.56], z: [4.1, 5.25] }, palette, soft),
    solid(CAMERA, { x: [-2.2, -0.4], y: [0.1, 0.42], z: [6.9, 7.7] }, palette, soft),
    solid(CAMERA, { x: [-2.2, -0.4], y: [0.42, 0.8], z: [7.5, 7.75] }, palette, soft),
    solid(CAMERA, { x: [-2, -0.7], y: [0.3, 0.36], z: [4.6, 5.7] }, palette, { wood: true }),
    path(
      edge(CAMERA, [-1.95, 0, 4.62], [-1.95, 0.3, 4.62]) +
        edge(CAMERA, [-0.75, 0, 4.62], [-0.75, 0.3, 4.62]) +
        edge(CAMERA, [-0.75, 0, 5.65], [-0.75, 0.3, 5.65]),
      { stroke: palette.ink, "stroke-width": 1.4 },
    ),
    path(stroke(lampFoot[0], lampFoot[1], lamp[0], lamp[1]), {
      stroke: palette.ink,
      "stroke-width": 1.6,
    }),
    path(
      `M${(lamp[0] - 44).toFixed(1)} ${lamp[1].toFixed(1)}L${(lamp[0] - 26).toFixed(1)} ${(lamp[1] - 58).toFixed(1)}h52l18 58z`,
      { fill: palette.paper, stroke: palette.ink, "stroke-width": 1.2 },
    ),
    ellipse(lampFoot[0], lampFoot[1], 30, 8, {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 1.1,
    }),
    ...[6.1, 5.1].map((z) => chair(CAMERA, 3.05, z, "left", palette)),
    solid(CAMERA, { x: [1.6, 3.2], y: [0.7, 0.76], z: [4.9, 7] }, palette, { wood: true }),
    ...[6.1, 5.1].map((z) => chair(CAMERA, 1.3, z, "right", palette)),
    path(
      edge(CAMERA, [1.7, 0, 4.95], [1.7, 0.7, 4.95]) +
        edge(CAMERA, [3.1, 0, 4.95], [3.1, 0.7, 4.95]),
      { stroke: palette.ink, "stroke-width": 1.6 },
    ),
    ...pendant.map(
      ([top, bottom]) =>
        path(stroke(top[0], top[1], bottom[0], bottom[1]), {
          stroke: palette.ink,
          "stroke-width": 1,
        }) +
        circle(bottom[0], bottom[1] + 15, 15, {
          fill: palette.paper,
          stroke: palette.ink,
          "stroke-width": 1.2,
        }),
    ),
    plant(CAMERA, -3.95, 7.9, 1.7, palette),
  ].join("");
}

/** A living room and its view over the lagoon. */
export const LIVING: Scene = {
  id: "living",
  name: words("Living room", "Гостиная", "غرفة المعيشة"),
  size: SIZE,
  draw: (palette) => {
    const [left, top] = seen(CAMERA, [LEFT, HEIGHT, FAR]);
    const [right, bottom] = seen(CAMERA, [RIGHT, 0, FAR]);
    return sheet(SIZE, [
      rect(0, 0, SIZE[0], SIZE[1], { fill: palette.paper }),
      shell(palette),
      drawLagoonView(
        {
          left,
          right,
          top,
          horizon: 502,
          bottom,
          sun: [990, 430, 34],
          boats: [
            [650, 534, 36],
            [880, 520, 20],
            [1120, 542, 40],
          ],
          seed: "living",
        },
        palette,
      ),
      glazing(palette),
      curtain(LEFT, LEFT + 0.9, palette),
      curtain(RIGHT - 0.7, RIGHT, palette),
      furniture(palette),
    ]);
  },
};
