import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Building, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { PicturePlace } from "../../../schema/catalogue/uploads.ts";
import type { Outline } from "../../../schema/values/geometry.ts";

/** A thing that can be outlined: a building of a masterplan, or the homes of one line of a plan. */
export type OutlinedThing =
  | { readonly kind: "building"; readonly key: string; readonly building: Building }
  | { readonly kind: "home"; readonly key: string; readonly home: Unit };

export interface Outlines {
  readonly things: readonly OutlinedThing[];
  /** By the thing's key. */
  readonly drawn: ReadonlyMap<string, Outline>;
}

/** The first home at each position on the floors of a plan. */
function homesOf(
  { floors }: Extract<PicturePlace, { kind: "plan" }>,
  { unitsByBuilding }: ProjectIndex,
): readonly OutlinedThing[] {
  const homes = new Map<number, Unit>();
  for (const { building, floor } of floors) {
    for (const unit of unitsByBuilding.get(building) ?? []) {
      const { position } = unit;
      if (unit.floor !== floor || position === undefined || homes.has(position)) continue;
      homes.set(position, unit);
    }
  }
  return [...homes]
    .toSorted(([one], [other]) => one - other)
    .map(([position, home]) => ({ kind: "home", key: String(position), home }));
}

/** The outlined things of a picture and those that could be; `undefined` if the picture has no outlines. */
export function outlinesOf(place: PicturePlace, index: ProjectIndex): Outlines | undefined {
  if (place.kind === "masterplan") {
    const { buildings } = index.project;
    return {
      things: buildings.map((building) => ({ kind: "building", key: building.id, building })),
      drawn: new Map(place.buildings.map(({ building, outline }) => [building, outline])),
    };
  }
  if (place.kind !== "plan") return undefined;
  return {
    things: homesOf(place, index),
    drawn: new Map(place.units.map(({ position, outline }) => [String(position), outline])),
  };
}

const toCorners = (outline: Outline): [number, number][] => outline.map(([x, y]) => [x, y]);

/** A copy of the place with these outlines. */
export function withOutlines(
  place: PicturePlace,
  drawn: ReadonlyMap<string, Outline>,
): PicturePlace {
  if (place.kind === "masterplan") {
    const buildings = [...drawn].map(([building, outline]) => ({
      building,
      outline: toCorners(outline),
    }));
    return { ...place, buildings };
  }
  if (place.kind !== "plan") return place;
  const units = [...drawn].map(([position, outline]) => ({
    position: Number(position),
    outline: toCorners(outline),
  }));
  return { ...place, units };
}
