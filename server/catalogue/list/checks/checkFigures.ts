import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { Draft } from "../draft.ts";

/** Upper limit of a home's m² by bedrooms, with room for the most lavish homes. */
const LARGEST = [200, 300, 500, 900, 1500];
const LARGEST_OF_ALL = 6000;
const SMALLEST = [8, 14];
/** Lower limit for a unit without bedrooms or kind, which may be a storage room. */
const SMALLEST_UNNAMED = 2;
const smallestFor = (bedrooms: number): number => SMALLEST[bedrooms] ?? 10 * bedrooms;

/** Implausible m²: below `least`, or above `times` the limit for the bedrooms. */
const IMPOSSIBLE = { least: 5, most: LARGEST_OF_ALL, times: 4 };
/** Upper limits of m² for other kinds of unit. */
const LARGEST_PLACE = {
  villa: 20_000,
  townhouse: 20_000,
  plot: 1e7,
  parking: 2000,
  storage: 2000,
  commercial: 1e6,
};

/** Maximum price per m² relative to the median home; a factor of ten indicates a misplaced digit. */
const DOUBTFUL_TIMES = 10;
/** Below 100, because rounded areas can put a price that is 100 times too high slightly below that factor. */
const UNLIKELY_TIMES = 95;
const FEWEST_PRICES = 3;

const inUnit = (squareMetres: number, unit: AreaUnit): string =>
  unit === "m2"
    ? `${Math.round(squareMetres * 100) / 100} m²`
    : `${Math.round(squareMetres * SQUARE_FEET_PER_SQUARE_METRE)} sq ft`;

function describeHome({ kind, bedrooms }: Draft["unit"]): string {
  if (kind !== undefined) return kind === "commercial" ? "a commercial unit" : `a ${kind}`;
  if (bedrooms === undefined) return "a home";
  return bedrooms === 0 ? "a studio" : `a home of ${bedrooms} bedroom${bedrooms > 1 ? "s" : ""}`;
}

type Verdict = "fine" | "doubtful" | "unlikely";

function judgeArea({ kind, area = 0, bedrooms }: Draft["unit"]): Verdict {
  if (kind !== undefined) return area >= 1 && area <= LARGEST_PLACE[kind] ? "fine" : "unlikely";
  if (bedrooms === undefined) {
    if (area < SMALLEST_UNNAMED || area > IMPOSSIBLE.most) return "unlikely";
    return area < smallestFor(0) ? "doubtful" : "fine";
  }
  const [smallest, largest] = [smallestFor(bedrooms), LARGEST[bedrooms] ?? LARGEST_OF_ALL];
  const { least, most, times } = IMPOSSIBLE;
  if (area < least || area > most || area > largest * times || area < smallest / times)
    return "unlikely";
  return isUsualArea(area, bedrooms) ? "fine" : "doubtful";
}

/** Whether this area is common for homes with these bedrooms. */
export const isUsualArea = (area: number, bedrooms: number): boolean =>
  area >= smallestFor(bedrooms) && area <= (LARGEST[bedrooms] ?? LARGEST_OF_ALL);

function checkArea({ unit, notes }: Draft, areaUnit: AreaUnit): void {
  if (unit.area === undefined) return;
  const verdict = judgeArea(unit);
  if (verdict === "fine") return;
  const reason = `${inUnit(unit.area, areaUnit)} can hardly be ${describeHome(unit)}; is the unit of areas right?`;
  const params = { area: unit.area };
  if (verdict === "unlikely") notes.refuse("area", { code: "unlikely_area", reason, params });
  else notes.warn("area", { code: "doubtful_area", reason, params });
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Compares prices per m² if all homes have areas, since a villa may cost ten studios. */
function checkPrices(drafts: readonly Draft[]): void {
  const priced = drafts.filter(({ unit }) => unit.price !== undefined);
  if (priced.length < FEWEST_PRICES) return;
  const byArea = priced.every(({ unit }) => unit.area !== undefined);
  const valueOf = ({ price = 0, area = 1 }: Pick<Unit, "price" | "area">) =>
    byArea ? price / area : price;
  const median = medianOf(priced.map(({ unit }) => valueOf(unit)));
  for (const { unit, notes } of priced) {
    const ratio = valueOf(unit) / median;
    const times = ratio > 1 ? ratio : 1 / ratio;
    if (times <= DOUBTFUL_TIMES) continue;
    const factor = Math.round(times);
    const reason = `${factor} times ${ratio > 1 ? "dearer" : "cheaper"}${byArea ? " by the area" : ""} than the middle home of the list`;
    const params = { times: factor };
    if (times >= UNLIKELY_TIMES) notes.refuse("price", { code: "unlikely_price", reason, params });
    else notes.warn("price", { code: "doubtful_price", reason, params });
  }
}

/** Reports implausible figures, most often a wrong unit or a misplaced digit. */
export function checkFigures(drafts: readonly Draft[], areaUnit: AreaUnit): void {
  for (const draft of drafts) checkArea(draft, areaUnit);
  // Without bedrooms a unit may be unlabelled parking, so it is compared with its own kind.
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { kind, bedrooms } = draft.unit;
    const group = kind ?? (bedrooms === undefined ? "" : "home");
    const alike = groups.get(group);
    if (alike === undefined) groups.set(group, [draft]);
    else alike.push(draft);
  }
  for (const alike of groups.values()) checkPrices(alike);
}
