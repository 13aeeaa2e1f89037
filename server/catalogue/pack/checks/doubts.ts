import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/areas.ts";
import type { Unit } from "../../../../schema/catalogue.ts";
import type { Home } from "../csv/homes.ts";
import type { ReportProblem } from "../packProblems.ts";

/** m² of homes by bedrooms, with room for the smallest and the most lavish that are built. */
const LARGEST = [200, 300, 500, 900, 1500];
const LARGEST_OF_ALL = 6000;
const SMALLEST = [8, 14];
const smallestFor = (bedrooms: number): number => SMALLEST[bedrooms] ?? 10 * bedrooms;

/** How many times dearer by the m² than the middle home a home can be; ten is one misplaced digit. */
const FARTHEST_PRICE = 10;
const FEWEST_PRICES = 3;

const inUnit = (squareMetres: number, unit: AreaUnit): string =>
  unit === "m2"
    ? `${Math.round(squareMetres * 100) / 100} m²`
    : `${Math.round(squareMetres * SQUARE_FEET_PER_SQUARE_METRE)} sq ft`;

function checkArea({ line, unit }: Home, areaUnit: AreaUnit, warn: ReportProblem): void {
  const { area, bedrooms } = unit;
  if (area === undefined || bedrooms === undefined) return;
  const largest = LARGEST[bedrooms] ?? LARGEST_OF_ALL;
  if (area >= smallestFor(bedrooms) && area <= largest) return;
  const home =
    bedrooms === 0 ? "a studio" : `a home of ${bedrooms} bedroom${bedrooms > 1 ? "s" : ""}`;
  warn(`area: ${inUnit(area, areaUnit)} can hardly be ${home}; is "areaUnit" right?`, line);
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** By the m² where all have areas, since a villa may cost ten studios. */
function checkPrices(homes: readonly Home[], warn: ReportProblem): void {
  const priced = homes.filter(({ unit }) => unit.price !== undefined);
  if (priced.length < FEWEST_PRICES) return;
  const byArea = priced.every(({ unit }) => unit.area !== undefined);
  const valueOf = ({ price = 0, area = 1 }: Unit) => (byArea ? price / area : price);
  const median = medianOf(priced.map(({ unit }) => valueOf(unit))) ?? 0;
  for (const { line, unit } of priced) {
    const times = valueOf(unit) / median;
    if (times <= FARTHEST_PRICE && times >= 1 / FARTHEST_PRICE) continue;
    const factor = Math.round(times > 1 ? times : 1 / times);
    warn(
      `price: ${factor} times ${times > 1 ? "dearer" : "cheaper"}${byArea ? " by the area" : ""} than the middle home of the list`,
      line,
    );
  }
}

/** Warns of figures that no home has, which are most often a wrong unit or a misplaced digit. */
export function doubtHomes(homes: readonly Home[], areaUnit: AreaUnit, warn: ReportProblem): void {
  for (const home of homes) checkArea(home, areaUnit, warn);
  // What has no bedrooms may be a parking place and is compared with its like.
  const isHome = ({ unit }: Home) => unit.bedrooms !== undefined;
  checkPrices(homes.filter(isHome), warn);
  checkPrices(
    homes.filter((home) => !isHome(home)),
    warn,
  );
}
