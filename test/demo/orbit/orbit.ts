import type { Point } from "../../../schema/values/geometry.ts";
import type { Palette } from "../drawing/palette.ts";
import { FLOOR_METRES, PODIUM_METRES } from "../masterplan/volumes.ts";
import { homesOf } from "../prices.ts";
import { TOWERS, type Tower } from "../towers.ts";
import { drawFrame } from "./frame.ts";
import { FRAME_SIZE, turntableAt, type Direction, type Turntable } from "./turntable.ts";

const FRAMES = 36;
/** Outlines are said for every third frame. */
const KEY_STEP = 3;
/** Walls that are seen nearly edge on have no outlines. */
const LEAST_FACING = 0.15;

interface Face {
  readonly normal: Direction;
  readonly from: readonly [u: number, v: number];
  readonly to: readonly [u: number, v: number];
}

const WEST: Direction = [1, 0];
const EAST: Direction = [-1, 0];
const LAGOON: Direction = [0, -1];
const GARDEN: Direction = [0, 1];

/** The walls of a home by its place on the floor; of two the second goes on where the first ends. */
const FACES: Readonly<Record<number, readonly Face[]>> = {
  1: [
    { normal: WEST, from: [29.4, 14], to: [29.4, 26.4] },
    { normal: GARDEN, from: [29.4, 26.4], to: [20.9, 26.4] },
  ],
  2: [{ normal: WEST, from: [29.4, 7.4], to: [29.4, 14] }],
  3: [
    { normal: LAGOON, from: [20.9, 0], to: [29.4, 0] },
    { normal: WEST, from: [29.4, 0], to: [29.4, 7.4] },
  ],
  4: [{ normal: LAGOON, from: [9.7, -5], to: [20.9, -5] }],
  5: [
    { normal: EAST, from: [0, 9.6], to: [0, -5] },
    { normal: LAGOON, from: [0, -5], to: [9.7, -5] },
  ],
  6: [{ normal: GARDEN, from: [12.5, 19.8], to: [7.9, 19.8] }],
  7: [{ normal: GARDEN, from: [19.1, 19.8], to: [12.5, 19.8] }],
};
/** A home over the whole lagoon side. */
const WIDE = [{ normal: LAGOON, from: [9.7, -5], to: [20.9, -5] }] as const;

function outlineOf(faces: readonly Face[], z: number, table: Turntable): readonly Point[] {
  const [first] = faces;
  if (first === undefined) return [];
  const isSeen = ({ normal }: Face): boolean => table.facing(normal) > 0;
  // A wall that turns away shrinks to its corner, so that there are as many points from every side.
  const spots = [isSeen(first) ? first.from : first.to, first.to];
  for (const face of faces.slice(1)) spots.push(isSeen(face) ? face.to : face.from);
  const at = (height: number) => spots.map(([u, v]) => table.project(u, v, height));
  return [...at(z), ...at(z + FLOOR_METRES).toReversed()].map(([x, y]): Point => [
    Math.round(x),
    Math.round(y),
  ]);
}

/** Where the wing beside the garden homes ends, which hides them from that side. */
const WING = { u: 20.9, v: 26.4 } as const;

function isBehindWing([{ normal, from, to } = WIDE[0]]: readonly Face[], table: Turntable) {
  const aside = table.facing(WEST);
  if (normal !== GARDEN || aside <= 0) return false;
  const gap = WING.u - (from[0] + to[0]) / 2;
  return (gap * table.facing(GARDEN)) / aside < WING.v - from[1];
}

function outlinesAt(tower: Tower, turn: number) {
  const table = turntableAt(turn);
  return homesOf(tower).flatMap(({ building, number, floor, slot }) => {
    const faces = slot.span > 1 ? WIDE : (FACES[slot.position] ?? []);
    if (faces.every(({ normal }) => table.facing(normal) < LEAST_FACING)) return [];
    if (isBehindWing(faces, table)) return [];
    const z = PODIUM_METRES + (floor - 3) * FLOOR_METRES;
    return [{ unit: `${building}-${number}`, outline: outlineOf(faces, z, table) }];
  });
}

function orbitedTower(): Tower {
  const tower = TOWERS.find(({ id }) => id === "b");
  if (tower === undefined) throw new Error("There is no tower B");
  return tower;
}

const framesOf = (folder: string) => `media/${folder}/{n}.svg`;

/** The tower in the middle from all sides, as `project.json` has it. */
export function describeOrbit() {
  const tower = orbitedTower();
  return {
    id: `tower-${tower.id}`,
    building: tower.id,
    frames: framesOf("orbit"),
    framesDark: framesOf("orbit-dark"),
    count: FRAMES,
    first: 1,
    size: [...FRAME_SIZE],
    outlines: Array.from({ length: FRAMES / KEY_STEP }, (_, at) => ({
      frame: 1 + at * KEY_STEP,
      units: outlinesAt(tower, (at * KEY_STEP) / FRAMES),
    })),
  };
}

/** Each frame by its path in the pack. */
export const drawOrbit = (palette: Palette): readonly (readonly [path: string, svg: string])[] =>
  Array.from({ length: FRAMES }, (_, at) => [
    `media/${palette.theme === "light" ? "orbit" : "orbit-dark"}/${at + 1}.svg`,
    drawFrame(orbitedTower(), at / FRAMES, palette),
  ]);
