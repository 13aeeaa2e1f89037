import type { Unit } from "../../../schema/catalogue.ts";
import { shownPrice } from "../../../schema/shownPrice.ts";
import { minorPerMajor } from "../../ui/format.ts";
import { LOCALES, type Language } from "../../ui/language.ts";

/** "AED 2.85 M": short enough for a list; whole money where it is under a million. */
export function compactMoney(minor: number, currency: string, language: Language): string {
  const major = minor / minorPerMajor(currency);
  const short = major >= 1_000_000;
  return new Intl.NumberFormat(LOCALES[language], {
    style: "currency",
    currency,
    currencyDisplay: language === "en" ? "code" : "symbol",
    notation: short ? "compact" : "standard",
    minimumFractionDigits: short ? 2 : 0,
    maximumFractionDigits: short ? 2 : 0,
  })
    .format(major)
    .replace(/^([A-Z]{3})\s*/, "$1 ")
    .replace(/(\d)m$/i, "$1 M");
}

const SQUARE_FEET_PER_SQUARE_METRE = 10.763_910_4;

/** Minor units for one m² or one square foot; `undefined` where price or area is missing. */
export function pricePerArea(
  unit: Pick<Unit, "price" | "area" | "status">,
  areaUnit: "m2" | "sqft",
): number | undefined {
  const price = shownPrice(unit);
  if (price === undefined || unit.area === undefined || unit.area <= 0) return undefined;
  const area = areaUnit === "m2" ? unit.area : unit.area * SQUARE_FEET_PER_SQUARE_METRE;
  return Math.round(price / area);
}

/** What each step of a payment plan costs, minor units; the last takes what rounding left. */
export function paymentAmounts(price: number, percents: readonly number[]): readonly number[] {
  const amounts = percents.map((percent) => Math.round((price * percent) / 100));
  const rest = price - amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount, at) => (at === amounts.length - 1 ? amount + rest : amount));
}
