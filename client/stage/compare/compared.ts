import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";

/** A comparison shows so many homes at most. */
export const MOST_COMPARED = 3;

/** This home with those kept, as many as fit beside each other. */
export const comparedWith = (unit: string, shortlist: readonly string[]): string[] =>
  [unit, ...shortlist.filter((other) => other !== unit)].slice(0, MOST_COMPARED);

/** Whether the values of one row differ; what is absent in one and there in another differs too. */
export const differs = (values: readonly (string | undefined)[]): boolean =>
  new Set(values).size > 1;

/** What a home costs with the parking or storage beside it, minor units; `undefined` where it is no such pair. */
export function togetherOf(units: readonly Unit[]): number | undefined {
  const homes = units.filter(isHome);
  if (homes.length !== 1 || units.length < 2) return undefined;
  const prices = units.flatMap((unit) => shownPrice(unit) ?? []);
  return prices.length === units.length ? prices.reduce((sum, price) => sum + price, 0) : undefined;
}
