import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Text } from "../../schema/catalogue.ts";
import { LOCALES, pickLanguage, type Language } from "./language.ts";

const SQUARE_FEET_PER_SQUARE_METRE = 10.763_910_4;

/** Numbers, money, areas and the catalogue's own texts in the viewer's language. */
export interface Format {
  readonly language: Language;
  /** The text in this language, else English, else whichever there is. */
  readonly text: (text: Text) => string;
  /** Whether the text exists in this very language. */
  readonly speaks: (text: Text) => boolean;
  /** Minor units as money without needless decimals: "AED 2,980,000". */
  readonly money: (minor: number, currency: string) => string;
  /** The same in millions with two decimals and no currency, for dense boards: "2.98". */
  readonly millions: (minor: number, currency: string) => string;
  /** m² as "94 m²" or "1,012 sq ft". */
  readonly area: (squareMetres: number, unit: "m2" | "sqft") => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly time: (date: Date) => string;
}

/** Minor units in one unit of a currency, by ISO 4217 as `Intl` knows it: 100 for AED, 1000 for KWD. */
export function minorPerMajor(currency: string): number {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits;
  return 10 ** (digits ?? 2);
}

export function createFormat(language: Language): Format {
  const locale = LOCALES[language];
  const plain = new Intl.NumberFormat(locale);
  const fixed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const areas = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const units = {
    m2: { en: "m²", ru: "м²", ar: "م²" },
    sqft: { en: "sq ft", ru: "кв. футов", ar: "قدم²" },
  } as const;
  return {
    language,
    text: (text) => text[language] ?? text["en"] ?? Object.values(text)[0] ?? "",
    speaks: (text) => text[language] !== undefined,
    money: (minor, currency) =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: language === "en" ? "code" : "symbol",
        maximumFractionDigits: 0,
      })
        .format(minor / minorPerMajor(currency))
        .replace(/^([A-Z]{3})\s*/, "$1 "),
    millions: (minor, currency) => fixed.format(minor / minorPerMajor(currency) / 1_000_000),
    area: (squareMetres, unit) => {
      const value = unit === "m2" ? squareMetres : squareMetres * SQUARE_FEET_PER_SQUARE_METRE;
      const shown = unit === "m2" ? areas.format(value) : plain.format(Math.round(value));
      return `${shown} ${units[unit][language]}`;
    },
    number: (value) => plain.format(value),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share),
    time: (date) => date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" }),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = pickLanguage([i18n.language]);
  return useMemo(() => createFormat(language), [language]);
}
