import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../schema/catalogue/areas.ts";
import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { shownPrice } from "../../../schema/catalogue/shownPrice.ts";
import { minorPerMajor, type Currency } from "../../ui/text/money.ts";

/** Minor units per m² or square foot; `undefined` if price or area is unknown. */
export function pricePerArea(
  unit: Pick<Unit, "price" | "area" | "status">,
  areaUnit: AreaUnit,
): number | undefined {
  const price = shownPrice(unit);
  if (price === undefined || unit.area === undefined || unit.area <= 0) return undefined;
  const area = areaUnit === "m2" ? unit.area : unit.area * SQUARE_FEET_PER_SQUARE_METRE;
  return Math.round(price / area);
}

const EXACT_BELOW = 100;

/** Rounds a computed amount to whole major units, unless it is so small that its decimals matter. */
export function toWhole(minor: number, currency: Currency): number {
  const factor = minorPerMajor(currency);
  return minor < EXACT_BELOW * factor ? minor : Math.round(minor / factor) * factor;
}

/** The amount of each step of a payment plan, minor units; the last step includes the rounding difference. */
export function paymentAmounts(price: number, percents: readonly number[]): readonly number[] {
  const amounts = percents.map((percent) => Math.round((price * percent) / 100));
  const rest = price - amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount, at) => (at === amounts.length - 1 ? amount + rest : amount));
}
