import { CURRENCIES } from "../../../../schema/catalogue/currencies.ts";
import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";

/** Signs common in lists that `Intl` lacks. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  AED: ["dhs.", "dhs", "dh", "dirhams", "dirham", "د.إ", "درهم", "دراهم"],
  AUD: ["a$", "au$"],
  BHD: ["bd", "د.ب"],
  CAD: ["c$", "ca$"],
  CHF: ["fr.", "sfr."],
  EGP: ["le", "l.e.", "ج.م", "جنيه"],
  EUR: ["euro", "евро"],
  GBP: ["gbp", "£"],
  HKD: ["hk$"],
  IDR: ["rp.", "rp"],
  INR: ["rs.", "rs", "₹"],
  JOD: ["jd", "د.أ"],
  KWD: ["kd", "k.d.", "د.ك", "دينار كويتي", "دينار"],
  KZT: ["тенге", "тг", "₸"],
  MYR: ["rm"],
  NZD: ["nz$"],
  OMR: ["ر.ع", "ر.ع."],
  PKR: ["rs.", "rs", "pkr"],
  QAR: ["qr", "ر.ق"],
  RSD: ["din.", "din", "дин.", "дин"],
  RUB: ["рублей", "руб.", "руб", "р.", "р", "₽"],
  SAR: ["sr", "ر.س", "﷼", "ريال سعودي", "ريال"],
  SGD: ["s$", "sg$"],
  THB: ["฿", "baht"],
  TRY: ["tl", "₺"],
  USD: ["us$", "$us", "usd$", "долл.", "долл", "دولار"],
};

const longestFirst = (signs: readonly string[]): readonly string[] =>
  [...new Set(signs.map((sign) => sign.toLowerCase()))].toSorted(
    (one, other) => other.length - one.length,
  );

/** Signs before or after an amount, in lower case, longest first. `currency` is ISO 4217. */
export function signsOf(currency: string): readonly string[] {
  const displays = ["code", "symbol", "narrowSymbol"] as const;
  const known = displays.map(
    (currencyDisplay) =>
      new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay })
        .formatToParts(0)
        .find((part) => part.type === "currency")?.value ?? currency,
  );
  return longestFirst([...known, ...(SIGNS[currency] ?? [])]);
}

const OWNERS: ReadonlyMap<string, string> = new Map([
  ...CURRENCIES.map((code) => [code.toLowerCase(), code] as const),
  ...Object.entries(SIGNS).flatMap(([code, signs]) => signs.map((sign) => [sign, code] as const)),
  ["$", "USD"],
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "JPY"],
]);

/** The currency of a sign; `undefined` for an unknown one. */
export const currencyOf = (sign: string): string | undefined => OWNERS.get(sign.toLowerCase());

/** The currency named in the price header, if it differs from the development's. */
export function foreignCurrency(header: string, currency: string): string | undefined {
  const words = plainDigits(header).match(/[A-Z]{3}|[^\s()[\],/]*[$€£₹₽][^\s()[\],/]*/g) ?? [];
  // "$" is the sign of many dollars.
  const own = new Set(signsOf(currency));
  const named = words
    .map((word) => (own.has(word.toLowerCase()) ? currency : currencyOf(word)))
    .filter((code) => code !== undefined);
  return named.length > 0 && !named.includes(currency) ? named[0] : undefined;
}
