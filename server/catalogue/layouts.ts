import type { Layout, Unit } from "../../schema/catalogue.ts";
import { defined } from "./defined.ts";
import { nameLayouts } from "./layoutNames.ts";

/** Where a home is drawn on the plan of its floor. */
interface Place {
  readonly plan: string;
  readonly position: number;
}
export type FindPlace = (unit: Unit) => Place | undefined;

export interface Assigned {
  readonly layouts: readonly Layout[];
  /** Each with its layout, and with what only the layout said. */
  readonly units: readonly Unit[];
}

/** The value most of them have; of equally frequent ones the first. */
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

function findLook(units: readonly Unit[], findPlace: FindPlace): Layout["look"] {
  const places = new Map<string, Place>();
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

function complete(layout: Layout, units: readonly Unit[], findPlace: FindPlace): Layout {
  return {
    ...layout,
    bedrooms: layout.bedrooms ?? commonest(units.map((unit) => unit.bedrooms)),
    area: layout.area ?? commonest(units.map((unit) => unit.area)),
    ...defined({
      terrace: layout.terrace ?? commonest(units.map((unit) => unit.terrace)),
      look: layout.look ?? findLook(units, findPlace),
    }),
  };
}

/** What homes of one type have in common. `undefined` for a home of which too little is known. */
function typeOf(unit: Unit, findPlace: FindPlace): string | undefined {
  const { bedrooms, area, terrace } = unit;
  if (area !== undefined) return [bedrooms, area, terrace].join("/");
  const place = findPlace(unit);
  if (place !== undefined) return [bedrooms, place.plan, place.position].join("/");
  return bedrooms === undefined ? undefined : String(bedrooms);
}

function groupBy(units: readonly Unit[], keyOf: (unit: Unit) => string | undefined) {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const key = keyOf(unit);
    if (key === undefined) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [unit]);
    else members.push(unit);
  }
  return groups;
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
        ...defined({
          bedrooms: unit.bedrooms ?? layout.bedrooms,
          area: unit.area ?? layout.area,
          terrace: unit.terrace ?? layout.terrace,
        }),
      };

function derive(units: readonly Unit[], taken: readonly Layout[], findPlace: FindPlace) {
  const groups = groupBy(units, (unit) => typeOf(unit, findPlace));
  const types = [...groups].map(([type, members]) => {
    const unnamed: Layout = { id: type, name: {}, bedrooms: undefined, area: undefined };
    return complete(unnamed, members, findPlace);
  });
  return nameLayouts(
    types.toSorted(bySize),
    taken.map(({ id }) => id),
  );
}

/**
 * Gives every home its layout: the one it names, or else one derived from what homes have in common, which is bedrooms,
 * area and terrace or, without an area, their place on a plan. Layouts and homes fill each other's gaps.
 */
export function assignLayouts(
  named: readonly Layout[],
  units: readonly Unit[],
  findPlace: FindPlace,
): Assigned {
  const byLayout = groupBy(units, (unit) => unit.layout);
  const completed = named.map((layout) =>
    complete(layout, byLayout.get(layout.id) ?? [], findPlace),
  );
  const untyped = units.filter((unit) => unit.layout === undefined);
  const derived = derive(untyped, named, findPlace);
  const layouts = new Map(completed.map((layout) => [layout.id, layout]));
  const types = new Map(derived.map(({ type, layout }) => [type, layout]));
  return {
    layouts: [...completed, ...derived.map(({ layout }) => layout)],
    units: units.map((unit) => {
      if (unit.layout !== undefined) return inherit(unit, layouts.get(unit.layout));
      return inherit(unit, types.get(typeOf(unit, findPlace) ?? ""));
    }),
  };
}
