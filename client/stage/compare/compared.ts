import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";

/** Maximum homes in a comparison. */
export const MOST_COMPARED = 3;

/** This home and shortlisted ones, up to the maximum. */
export const comparedWith = (unit: string, shortlist: readonly string[]): string[] =>
  [unit, ...shortlist.filter((other) => other !== unit)].slice(0, MOST_COMPARED);

/** Whether the values of one row differ; a missing value differs from a known one. */
export const differs = (values: readonly (string | undefined)[]): boolean =>
  new Set(values).size > 1;

/** Total price of a home with parking or storage, minor units; `undefined` for other combinations. */
export function togetherOf(units: readonly Unit[]): number | undefined {
  const homes = units.filter(isHome);
  if (homes.length !== 1 || units.length < 2) return undefined;
  const prices = units.flatMap((unit) => shownPrice(unit) ?? []);
  return prices.length === units.length ? prices.reduce((sum, price) => sum + price, 0) : undefined;
}
