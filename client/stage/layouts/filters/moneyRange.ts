import type { Range } from "../../../../schema/filters.ts";
import { LOCALES, type Language } from "../../../ui/language.ts";
import type { Telling } from "./describe.ts";

const MILLION = 1_000_000;

function signOf(currency: string, language: Language): string {
  const parts = new Intl.NumberFormat(LOCALES[language], {
    style: "currency",
    currency,
    currencyDisplay: language === "en" ? "code" : "symbol",
  }).formatToParts(1);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

/** Whole money as "AED 2.40 to 5.20 M", "AED 2.40 M and more", "up to AED 900,000". */
export function moneyRange(range: Range, { t, words, index }: Telling): string {
  const inMillions = Math.max(range.min ?? 0, range.max ?? 0) >= MILLION;
  const figures = new Intl.NumberFormat(
    LOCALES[words.language],
    inMillions
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumFractionDigits: 0 },
  );
  const figure = (value: number) => figures.format(inMillions ? value / MILLION : value);
  const currency = signOf(index.project.currency, words.language);
  const unit = inMillions ? t("filters.said.million") : "";
  const from = range.min === undefined ? "" : figure(range.min);
  const to = range.max === undefined ? "" : figure(range.max);
  if (range.max === undefined) return t("filters.said.moneyAtLeast", { currency, from, unit });
  if (range.min === undefined) return t("filters.said.moneyAtMost", { currency, to, unit });
  return t("filters.said.moneyBetween", { currency, from, to, unit });
}
