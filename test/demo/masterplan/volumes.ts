import type { Tower } from "../towers.ts";
import type { Block } from "./axonometry.ts";

export const PLATE_WIDTH = 29.6;
export const PODIUM_METRES = 9.4;
export const FLOOR_METRES = 3.5;

/** Walls of a floor's plan, which the lagoon sees in the mirror, as blocks from back left to front right. */
type Wing = readonly [x0: number, x1: number, y0: number, y1: number];
const EAST: Wing = [19.9, 29.6, -5, 9.6];
const CORE: Wing = [8.7, 19.9, 3.4, 11.4];
const NORTH: Wing = [8.7, 19.9, -5, 3.4];
const WEST: Wing = [0.2, 8.7, 0, 26.4];
const WEST_UPPER: Wing = [0.3, 8.7, 0, 14];

/** A part of a tower that rises straight, and what is to be drawn on it. */
export interface Volume {
  readonly block: Block;
  readonly floors: number;
  /** Which faces can be seen and have windows. */
  readonly glazed: { readonly front: boolean; readonly side: boolean };
  readonly roof: "plain" | "garden";
}

const HIDDEN = { front: false, side: false } as const;
const FRONT = { front: true, side: false } as const;
const BOTH = { front: true, side: true } as const;

/** A tower from back to front and from the ground up, the order it is painted in. */
export function volumesOf(tower: Tower, u0: number): readonly Volume[] {
  const typical = tower.floors.filter(({ kind }) => kind === "typical").length;
  const garden = Math.max(
    ...tower
      .slots("typical")
      .filter(({ turn }) => turn === 180)
      .map(({ at }) => at[0]),
  );
  const south: Wing = [10.5, garden, 11.4, 19.8];
  const top = PODIUM_METRES + typical * FLOOR_METRES;
  const rise = (
    wing: Wing,
    glazed: Volume["glazed"],
    from: number,
    floors: number,
    roof: Volume["roof"] = "plain",
  ): Volume => ({
    block: {
      u: [u0 + PLATE_WIDTH - wing[1], u0 + PLATE_WIDTH - wing[0]],
      v: [wing[2], wing[3]],
      z: [from, from + floors * FLOOR_METRES],
    },
    floors,
    glazed,
    roof,
  });
  const middle = (from: number, floors: number): readonly Volume[] => [
    rise(CORE, HIDDEN, from, floors),
    rise(NORTH, BOTH, from, floors),
  ];
  const penthouse = top + FLOOR_METRES;
  return [
    rise(south, HIDDEN, PODIUM_METRES, typical),
    rise(EAST, FRONT, PODIUM_METRES, typical),
    ...middle(PODIUM_METRES, typical),
    rise(WEST, BOTH, PODIUM_METRES, typical, "garden"),
    rise(EAST, FRONT, top, 1, "garden"),
    ...middle(top, 1),
    rise(WEST_UPPER, BOTH, top, 1),
    ...middle(penthouse, 1),
    rise(WEST_UPPER, BOTH, penthouse, 1),
    rise([11, 18.5, 4.4, 10.4], HIDDEN, penthouse + FLOOR_METRES, 1),
  ];
}

export const deckOf = (u0: number): Block => ({
  u: [u0 - 5, u0 + PLATE_WIDTH + 5],
  v: [-9, 31],
  z: [0, 5.2],
});
export const lobbyOf = (u0: number): Block => ({
  u: [u0 + 1.5, u0 + PLATE_WIDTH - 1.5],
  v: [-3, 24],
  z: [5.2, PODIUM_METRES],
});
