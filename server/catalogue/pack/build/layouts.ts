import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { Layout, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import { groupBy, groupTypes, typical, type FindPosition, type HomePosition } from "./homeTypes.ts";
import { nameLayouts } from "./layoutNames.ts";

export interface Assigned {
  readonly layouts: readonly Layout[];
  /** Each with its layout, and with the facts that only the layout states. */
  readonly units: readonly Unit[];
}

/** The most frequent value; of equally frequent ones the first. */
function commonest<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let winner: Value | undefined;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) [winner, most] = [value, count];
  }
  return winner;
}

function findLook(units: readonly Unit[], findPlace: FindPosition): Layout["look"] {
  const places = new Map<string, HomePosition>();
  const keys = units.map((unit) => {
    const place = findPlace(unit);
    if (place === undefined) return undefined;
    const key = `${place.plan}/${place.position}`;
    places.set(key, place);
    return key;
  });
  const place = places.get(commonest(keys) ?? "");
  return place === undefined ? undefined : { kind: "cutout", ...place };
}

/** Completes a layout from its public homes only: buyers see shared layouts. */
function complete(layout: Layout, homes: readonly Unit[], findPlace: FindPosition): Layout {
  const shown = homes.filter(({ hidden }) => hidden !== true);
  const units = shown.length > 0 ? shown : homes;
  return {
    ...layout,
    bedrooms: layout.bedrooms ?? commonest(units.map((unit) => unit.bedrooms)),
    area: layout.area ?? typical(units.map((unit) => unit.area)),
    ...omitUndefined({
      terrace: layout.terrace ?? typical(units.map((unit) => unit.terrace)),
      look: layout.look ?? findLook(units, findPlace),
    }),
  };
}

const last = Number.POSITIVE_INFINITY;

/** Fewer bedrooms first, then smaller homes. */
const bySize = (one: Layout, other: Layout): number => {
  const bedrooms = (one.bedrooms ?? last) - (other.bedrooms ?? last);
  if (bedrooms !== 0 && !Number.isNaN(bedrooms)) return bedrooms;
  return (one.area ?? last) - (other.area ?? last) || 0;
};

const inherit = (unit: Unit, layout: Layout | undefined): Unit =>
  layout === undefined
    ? unit
    : {
        ...unit,
        layout: layout.id,
        ...omitUndefined({
          bedrooms: unit.bedrooms ?? layout.bedrooms,
          area: unit.area ?? layout.area,
          terrace: unit.terrace ?? layout.terrace,
        }),
      };

function derive(
  groups: ReadonlyMap<string, readonly Unit[]>,
  taken: readonly Layout[],
  findPlace: FindPosition,
  areaUnit: AreaUnit,
) {
  const types = [...groups].map(([type, members]) => {
    const unnamed: Layout = { id: type, name: {}, bedrooms: undefined, area: undefined };
    return complete(unnamed, members, findPlace);
  });
  const isShown = ({ id }: Layout) => groups.get(id)?.some(({ hidden }) => hidden !== true);
  const sorted = types.toSorted(bySize);
  const ids = taken.map(({ id }) => id);
  // Public layouts are named first: otherwise a missing letter would reveal one that is held back.
  const shown = nameLayouts(
    sorted.filter((layout) => isShown(layout)),
    ids,
    areaUnit,
  );
  const heldBack = nameLayouts(
    sorted.filter((layout) => !isShown(layout)),
    [...ids, ...shown.map(({ layout }) => layout.id)],
    areaUnit,
  );
  return [...shown, ...heldBack];
}

/**
 * Assigns every home, except parking or shops, its layout: the one it names, or else one derived for its type
 * (`groupTypes`). Layouts and homes complete each other.
 */
export function assignLayouts(
  named: readonly Layout[],
  units: readonly Unit[],
  findPlace: FindPosition,
  areaUnit: AreaUnit,
): Assigned {
  const byLayout = groupBy(units, (unit) => unit.layout);
  const completed = named.map((layout) =>
    complete(layout, byLayout.get(layout.id) ?? [], findPlace),
  );
  const untyped = units.filter((unit) => unit.layout === undefined && isHome(unit));
  const groups = groupTypes(untyped, findPlace);
  const derived = derive(groups, named, findPlace, areaUnit);
  const layouts = new Map(completed.map((layout) => [layout.id, layout]));
  const types = new Map(
    derived.flatMap(({ type, layout }) =>
      (groups.get(type) ?? []).map((unit) => [unit, layout] as const),
    ),
  );
  return {
    layouts: [...completed, ...derived.map(({ layout }) => layout)],
    units: units.map((unit) => {
      if (unit.layout !== undefined) return inherit(unit, layouts.get(unit.layout));
      return inherit(unit, types.get(unit));
    }),
  };
}
