import type { Tower, TowerFloor } from "../towers.ts";

export const FLOOR_METRES = 3.5;
/** From the lagoon: the corner and the middle stand forward, the wing to the sea lies back in shade. */
export const TOWER_METRES = 29.6;
export const FORWARD_METRES = 20.9;
export const CORNER_METRES = 9.7;

export interface TowerPlace {
  /** Its left corner and the ground it stands on, pixels. */
  readonly x: number;
  readonly groundY: number;
  readonly floorPixels: number;
  /** `hatch` and `shade` patterns must stand in the sheet under this prefix. */
  readonly ids: string;
}

/** One floor as a band of the elevation, pixels. */
export interface Strip {
  readonly floor: TowerFloor;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT_FACTOR: Readonly<Record<TowerFloor["kind"], number>> = {
  lobby: 1.45,
  podium: 1.15,
  typical: 1,
  upper: 1.1,
  penthouse: 1.2,
};

export const heightOf = (tower: Tower, floorPixels: number): number =>
  tower.floors.reduce((sum, { kind }) => sum + HEIGHT_FACTOR[kind] * floorPixels, 0);

/** A tower's floors from the ground up. */
export function stripsOf(tower: Tower, place: TowerPlace): readonly Strip[] {
  const metre = place.floorPixels / FLOOR_METRES;
  const insets: Readonly<Record<TowerFloor["kind"], readonly [number, number]>> = {
    lobby: [-3.2, -3.2],
    podium: [-2.2, -2.2],
    typical: [0, 0],
    upper: [2.4, 1.2],
    penthouse: [CORNER_METRES, 2.6],
  };
  let bottom = place.groundY;
  return tower.floors.map((floor) => {
    const [left, right] = insets[floor.kind];
    const top = bottom - HEIGHT_FACTOR[floor.kind] * place.floorPixels;
    const strip = {
      floor,
      left: place.x + left * metre,
      right: place.x + (TOWER_METRES - right) * metre,
      top,
      bottom,
    };
    bottom = top;
    return strip;
  });
}
