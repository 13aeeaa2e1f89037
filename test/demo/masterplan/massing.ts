import type { Outline, Point } from "../../../schema/values/geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { between, pick, seeded, type Random } from "../random.ts";
import { group, path, polygon, polyline } from "../drawing/svg.ts";
import type { Tower } from "../towers.ts";
import {
  frontOf,
  hull,
  project,
  projectAll,
  roofOf,
  shadowOf,
  sideOf,
  type Block,
  type Spot,
} from "./axonometry.ts";
import { deckOf, FLOOR_METRES, lobbyOf, PLATE_WIDTH, volumesOf, type Volume } from "./volumes.ts";

const flat = (spots: readonly Spot[]): string => polygon(projectAll(spots));

/** Panes between two spots at one height, as parallelograms, in three tones. */
function panes(
  from: Spot,
  to: Spot,
  floors: number,
  random: Random,
  tones: readonly [string[], string[], string[]],
  density: number,
) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const bays = Math.max(2, Math.round(length / 2.6));
  const base = from[2] ?? 0;
  for (let floor = 0; floor < floors; floor++) {
    for (let bay = 0; bay < bays; bay++) {
      if (random() > density) continue;
      const at = (share: number, z: number): Spot => [
        from[0] + (to[0] - from[0]) * share,
        from[1] + (to[1] - from[1]) * share,
        z,
      ];
      const [a, b] = [(bay + 0.14) / bays, (bay + 0.86) / bays];
      const z = base + floor * FLOOR_METRES;
      tones[pick(random, [0, 0, 1, 1, 2] as const)].push(
        flat([at(a, z), at(b, z), at(b, z + 2.7), at(a, z + 2.7)]),
      );
    }
  }
}

/** A tray hung on a wall: a terrace's floor and its parapet. */
function tray(block: Block): string {
  return `${flat(frontOf(block))}${flat(sideOf(block))}${flat(roofOf(block))}`;
}

function terraces({ block, floors }: Volume, random: Random): readonly string[] {
  const depth = block.v[1] - block.v[0];
  const west = depth > 25;
  const north = block.v[0] < 0 && block.u[1] - block.u[0] > 10.5;
  return Array.from({ length: floors }, (_, floor) => {
    const z: Block["z"] = [
      block.z[0] + floor * FLOOR_METRES,
      block.z[0] + floor * FLOOR_METRES + 1.05,
    ];
    const side = (v0: number, v1: number): string =>
      tray({ u: [block.u[1], block.u[1] + 1.6], v: [v0, v1], z });
    if (west) return side(18.2, 26.2) + side(7.6, 13.8) + (floor % 2 === 0 ? side(0.4, 4.5) : "");
    const shift = between(random, 0, 3);
    return north
      ? tray({
          u: [block.u[0] + shift, block.u[0] + shift + 7.6],
          v: [block.v[0] - 1.6, block.v[0]],
          z,
        })
      : "";
  });
}

const inset = ({ u, v, z }: Block, by: number): readonly Spot[] => [
  [u[0] + by, v[0] + by, z[1]],
  [u[1] - by, v[0] + by, z[1]],
  [u[1] - by, v[1] - by, z[1]],
  [u[0] + by, v[1] - by, z[1]],
];

/** A roof with its parapet; where a home has it as a terrace, with a lawn and a pool. */
function drawRoof({ block, roof }: Volume, palette: Palette): string {
  const fine = { stroke: palette.inkFaint, "stroke-width": 0.6 };
  const { u, v, z } = block;
  const garden: Block = { u: [u[0] + 1, u[1] - 1], v: [v[1] - 11.6, v[1] - 1.2], z };
  const pool: Block = { u: [u[0] + 2.6, u[1] - 2.6], v: [v[1] - 6.4, v[1] - 2.6], z };
  return [
    path(flat(roofOf(block)), { fill: palette.paper, stroke: palette.ink, "stroke-width": 1 }),
    path(flat(inset(block, 0.5)), fine),
    ...(roof === "garden"
      ? [
          path(flat(roofOf(garden)), { fill: palette.green, "fill-opacity": 0.26, ...fine }),
          path(flat(roofOf(pool)), { fill: palette.glass, "fill-opacity": 0.6, ...fine }),
        ]
      : []),
  ].join("");
}

function drawVolume(volume: Volume, palette: Palette, random: Random): string {
  const { block, floors, glazed } = volume;
  const tones: [string[], string[], string[]] = [[], [], []];
  const { u, v, z } = block;
  const base = z[0] + 0.4;
  if (glazed.front) panes([u[0], v[0], base], [u[1], v[0], base], floors, random, tones, 0.6);
  if (glazed.side) panes([u[1], v[0], base], [u[1], v[1], base], floors, random, tones, 0.42);
  const slabs = Array.from({ length: Math.max(0, floors - 1) }, (_, at) => {
    const z = block.z[0] + (at + 1) * FLOOR_METRES;
    return polyline(
      projectAll([
        [block.u[0], block.v[0], z],
        [block.u[1], block.v[0], z],
        [block.u[1], block.v[1], z],
      ]),
    );
  });
  const opacities = palette.theme === "light" ? [0.1, 0.2, 0.36] : [0.16, 0.3, 0.5];
  const ink = { stroke: palette.ink, "stroke-width": 1 };
  return [
    path(flat(frontOf(block)), { fill: palette.paper }),
    path(flat(sideOf(block)), { fill: palette.paper }),
    path(flat(sideOf(block)), {
      fill: palette.water,
      "fill-opacity": palette.theme === "light" ? 0.09 : 0.03,
    }),
    path(flat(sideOf(block)), { fill: "url(#shade)" }),
    ...tones.map((tone, at) =>
      path(tone.join(""), { fill: palette.water, "fill-opacity": opacities[at] }),
    ),
    path(slabs.join(""), { stroke: palette.ink, "stroke-width": 0.7 }),
    drawRoof(volume, palette),
    path(flat(frontOf(block)) + flat(sideOf(block)), ink),
    path(glazed.front ? terraces(volume, random).join("") : "", {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 0.6,
    }),
  ].join("");
}

/** The podium with its garden and pool on top, and the glass floor between it and the homes. */
function drawDeck(u0: number, palette: Palette): string {
  const deck = deckOf(u0);
  const lobby = lobbyOf(u0);
  const colonnade: string[] = [];
  for (let u = deck.u[0]; u <= deck.u[1] + 0.01; u += (deck.u[1] - deck.u[0]) / 12)
    colonnade.push(
      polyline(
        projectAll([
          [u, deck.v[0], 0],
          [u, deck.v[0], 4.4],
        ]),
      ),
    );
  for (let v = deck.v[0]; v <= deck.v[1] + 0.01; v += (deck.v[1] - deck.v[0]) / 12)
    colonnade.push(
      polyline(
        projectAll([
          [deck.u[1], v, 0],
          [deck.u[1], v, 4.4],
        ]),
      ),
    );
  const ink = { stroke: palette.ink, "stroke-width": 1.1 };
  const glass = { fill: palette.water, "fill-opacity": 0.24 };
  const lawn: readonly Spot[] = [
    [u0 - 4, -8, 5.2],
    [u0 + 9, -8, 5.2],
    [u0 + 9, -6.6, 5.2],
    [u0 - 4, -6.6, 5.2],
  ];
  const pool: readonly Spot[] = [
    [u0 + PLATE_WIDTH - 6, -7.6, 5.2],
    [u0 + PLATE_WIDTH + 3.6, -7.6, 5.2],
    [u0 + PLATE_WIDTH + 3.6, -2.4, 5.2],
    [u0 + PLATE_WIDTH - 6, -2.4, 5.2],
  ];
  return [
    path(flat(frontOf(deck)) + flat(sideOf(deck)), { fill: palette.paper, ...ink }),
    path(flat(frontOf(deck)), { fill: palette.timber, "fill-opacity": 0.16 }),
    path(flat(sideOf(deck)), { fill: palette.water, "fill-opacity": 0.14 }),
    path(colonnade.join(""), { stroke: palette.ink, "stroke-width": 0.8 }),
    path(flat(roofOf(deck)), { fill: palette.paper, ...ink }),
    path(flat(lawn), {
      fill: palette.green,
      "fill-opacity": 0.24,
      stroke: palette.inkFaint,
      "stroke-width": 0.6,
    }),
    path(flat(pool), {
      fill: palette.glass,
      "fill-opacity": 0.55,
      stroke: palette.ink,
      "stroke-width": 0.8,
    }),
    path(flat(frontOf(lobby)) + flat(sideOf(lobby)), {
      fill: palette.paper,
      stroke: palette.ink,
      "stroke-width": 0.8,
    }),
    path(flat(frontOf(lobby)) + flat(sideOf(lobby)), glass),
  ].join("");
}

export interface Massing {
  readonly svg: string;
  /** The tower above its podium. */
  readonly outline: Outline;
  readonly shadow: string;
}

/** A tower whose right front corner of the plan stands `u0` metres along the quay. */
export function drawMassing(tower: Tower, u0: number, palette: Palette): Massing {
  const all = volumesOf(tower, u0);
  const random = seeded(`massing ${tower.id}`);
  const blocks = [deckOf(u0), ...all.map(({ block }) => block)];
  const body = [lobbyOf(u0), ...blocks.slice(1)];
  const corners = body.flatMap((block): Point[] =>
    [...frontOf(block), ...sideOf(block), ...roofOf(block)].map(project),
  );
  return {
    svg: group({ "stroke-linejoin": "round" }, [
      drawDeck(u0, palette),
      ...all.map((volume) => drawVolume(volume, palette, random)),
    ]),
    outline: hull(corners).map(([x, y]): Point => [
      Math.round(x * 10) / 10,
      Math.round(y * 10) / 10,
    ]),
    shadow: blocks.map((block) => polygon(shadowOf(block))).join(""),
  };
}
