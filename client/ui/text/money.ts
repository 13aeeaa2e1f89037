import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { numberFormat } from "./formats.ts";
import { LOCALES, type Language } from "./language.ts";

/** Currency of an amount in minor units. The digits come with the project, since engines' `Intl` disagree about them. */
export type Currency = Pick<Project, "currency" | "digits">;

/** The parts of a project on which its prices depend. */
export type Priced = Currency & Pick<Project, "units">;

type ScaleName = "one" | "thousand" | "million" | "billion" | "lakh" | "crore";

/** How prices are shortened, the same on all pages of a project. */
export interface Scale {
  readonly name: ScaleName;
  /** In major units: 1,000,000 for a million. */
  readonly size: number;
  /** Of the shortened figure: 2 for "2.85". */
  readonly decimals: number;
}

const ONE: Scale = { name: "one", size: 1, decimals: 0 };
const WESTERN = [
  { name: "billion", size: 1e9, least: 0.1 },
  { name: "million", size: 1e6, least: 0.1 },
  { name: "thousand", size: 1e3, least: 10 },
] as const;
const INDIAN = [
  { name: "crore", size: 1e7, least: 1 },
  { name: "lakh", size: 1e5, least: 0.1 },
  { name: "thousand", size: 1e3, least: 10 },
] as const;

export const minorPerMajor = ({ digits }: Pick<Currency, "digits">): number => 10 ** digits;

/** A board's column has room for four digits: "12.50", "114.8", "1,250". */
const decimalsFor = (greatest: number): number => (greatest < 100 ? 2 : greatest < 1000 ? 1 : 0);

const scales = new WeakMap<Priced, Scale>();

/**
 * The greatest scale in which the least price still has two figures. Hidden homes do not count, so that the buyer's page
 * and the agent's agree.
 */
export function scaleOf(project: Priced): Scale {
  const known = scales.get(project);
  if (known !== undefined) return known;
  const factor = minorPerMajor(project);
  const priced = project.units.filter(({ price }) => price !== undefined);
  const open = priced.filter(({ hidden }) => hidden !== true);
  const prices = (open.length > 0 ? open : priced).map(({ price = 0 }) => price / factor);
  const scale = chooseScale(prices, project.currency === "INR");
  scales.set(project, scale);
  return scale;
}

function chooseScale(prices: readonly number[], isIndian: boolean): Scale {
  const least = prices.reduce((one, other) => Math.min(one, other), Infinity);
  const greatest = prices.reduce((one, other) => Math.max(one, other), 0);
  const chosen = (isIndian ? INDIAN : WESTERN).find(
    (scale) => least / scale.size >= scale.least && greatest >= scale.size,
  );
  if (chosen === undefined || prices.length === 0) return ONE;
  const { name, size } = chosen;
  const isRound = name === "thousand" && prices.every((price) => price % size === 0);
  return { name, size, decimals: isRound ? 0 : decimalsFor(greatest / size) };
}

/** A number as the language writes it; rupees are grouped by lakh and crore in all of them. */
export function figure(
  value: number,
  language: Language,
  decimals: { readonly least: number; readonly most: number },
  currency?: string,
): string {
  const options = {
    minimumFractionDigits: decimals.least,
    maximumFractionDigits: decimals.most,
  } as const;
  const own = numberFormat(LOCALES[language], options);
  if (currency !== "INR") return own.format(value);
  const marks = numberFormat(LOCALES[language]).formatToParts(12_345.6);
  const markOf = (type: "group" | "decimal") =>
    marks.find((part) => part.type === type)?.value ?? "";
  return numberFormat("en-IN", options)
    .formatToParts(value)
    .map((part) =>
      part.type === "group" || part.type === "decimal" ? markOf(part.type) : part.value,
    )
    .join("");
}

const currencyFormat = (currency: string, language: Language) =>
  numberFormat(LOCALES[language], {
    style: "currency",
    currency,
    currencyDisplay: language === "en" ? "code" : "symbol",
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  });

/** "AED", "₽": the currency's sign beside an amount. */
export const signOf = (currency: string, language: Language): string =>
  currencyFormat(currency, language)
    .formatToParts(1)
    .find(({ type }) => type === "currency")?.value ?? currency;

const isDigits = ({ type }: Intl.NumberFormatPart): boolean =>
  type === "integer" || type === "group" || type === "decimal" || type === "fraction";

/** A whole amount without decimals, any other with all of its currency's: "AED 2,980,000", "KWD 92,500.750". */
export function formatMoney(minor: number, currency: Currency, language: Language): string {
  const factor = minorPerMajor(currency);
  const decimals = minor % factor === 0 ? 0 : currency.digits;
  const amount = figure(
    minor / factor,
    language,
    { least: decimals, most: decimals },
    currency.currency,
  );
  const parts = currencyFormat(currency.currency, language).formatToParts(1);
  return parts
    .map((part) => (isDigits(part) ? amount : part.value))
    .join("")
    .replace(/^([A-Z]{3})\s*/, "$1 ");
}

/** The figure of `scaleOf`, without currency and unit: "2.98". */
export function formatFigure(minor: number, project: Priced, language: Language): string {
  const { size, decimals } = scaleOf(project);
  return figure(
    minor / minorPerMajor(project) / size,
    language,
    { least: decimals, most: decimals },
    project.currency,
  );
}
