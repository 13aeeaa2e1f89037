import type { Unit } from "../../../../schema/catalogue/catalogue.ts";

/** Where a home is drawn on its floor's plan. */
export interface HomePosition {
  readonly plan: string;
  readonly position: number;
}
export type FindPosition = (unit: Unit) => HomePosition | undefined;

/** Maximum difference of sizes within one type: between neighbouring sizes, and between the extremes. */
interface Tolerance {
  readonly step: (size: number) => number;
  readonly span: (size: number) => number;
}
/** Surveyed areas of one plan differ by a few tenths of a per cent between homes. */
const AREA: Tolerance = { step: (size) => size * 0.02, span: (size) => size * 0.05 };
const TERRACE: Tolerance = {
  step: (size) => Math.max(1, size * 0.05),
  span: (size) => Math.max(3, size * 0.15),
};

export function groupBy<Key extends string | number>(
  units: readonly Unit[],
  keyOf: (unit: Unit) => Key | undefined,
): ReadonlyMap<Key, readonly Unit[]> {
  const groups = new Map<Key, Unit[]>();
  for (const unit of units) {
    const key = keyOf(unit);
    if (key === undefined) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [unit]);
    else members.push(unit);
  }
  return groups;
}

/** Groups homes by size, split at gaps wider than the tolerance. The order of the homes does not matter. */
function cluster(
  units: readonly Unit[],
  sizeOf: (unit: Unit) => number,
  { step, span }: Tolerance,
): readonly (readonly Unit[])[] {
  const clusters: Unit[][] = [];
  let least = 0;
  let last = 0;
  for (const unit of units.toSorted((one, other) => sizeOf(one) - sizeOf(other))) {
    const size = sizeOf(unit);
    const open = clusters.at(-1);
    if (open !== undefined && size - last <= step(last) && size - least <= span(least)) {
      open.push(unit);
    } else {
      clusters.push([unit]);
      least = size;
    }
    last = size;
  }
  return clusters;
}

/** The most frequent value, or the median if none occurs more than once. */
export function typical(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values
    .filter((value) => value !== undefined)
    .toSorted((one, other) => one - other);
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  if (most <= 1) return sorted[Math.floor((sorted.length - 1) / 2)];
  return sorted.find((value) => counts.get(value) === most);
}

const exactKey = (units: readonly Unit[]): string =>
  [
    "sized",
    units[0]?.bedrooms,
    typical(units.map(({ area }) => area)),
    typical(units.map(({ terrace }) => terrace)),
  ].join("/");

function clusterBySize(units: readonly Unit[]): readonly (readonly Unit[])[] {
  return cluster(units, ({ area = 0 }) => area, AREA).flatMap((alike) => {
    const bare = alike.filter(({ terrace }) => terrace === undefined);
    const terraced = alike.filter(({ terrace }) => terrace !== undefined);
    const clusters = cluster(terraced, ({ terrace = 0 }) => terrace, TERRACE);
    const parts = bare.length === 0 ? [] : [bare];
    return [parts, clusters].flat();
  });
}

/**
 * Groups homes by type, with a key for each. Homes of unknown area are grouped by bedrooms and position on a plan; the
 * others by bedrooms and similar area and terrace, separately for each position if plans draw them. Types of two
 * positions with exactly the same typical sizes are merged. Homes with too little data are left out.
 */
export function groupTypes(
  units: readonly Unit[],
  findPlace: FindPosition,
): ReadonlyMap<string, readonly Unit[]> {
  const placeKey = (unit: Unit): string => {
    const place = findPlace(unit);
    return place === undefined ? "" : `${place.plan}/${place.position}`;
  };
  const unmeasured = units.filter(({ area }) => area === undefined);
  const types = new Map<string, readonly Unit[]>(
    groupBy(unmeasured, (unit) => {
      const parts = [unit.bedrooms, placeKey(unit)].filter((part) => part !== "");
      return parts.every((part) => part === undefined) ? undefined : parts.join("/");
    }),
  );
  const measured = units.filter(({ area }) => area !== undefined);
  const drawn = groupBy(measured, (unit) => `${unit.bedrooms}/${placeKey(unit)}`);
  for (const homes of drawn.values()) {
    for (const alike of clusterBySize(homes)) {
      const key = exactKey(alike);
      types.set(key, [...(types.get(key) ?? []), ...alike]);
    }
  }
  return types;
}
