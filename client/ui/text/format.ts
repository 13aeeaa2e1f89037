import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../schema/catalogue/areas.ts";
import type { Text } from "../../../schema/values/text.ts";
import { unitFor, useAreaChoice, type AreaChoice } from "./areaChoice.ts";
import { dateFormat, numberFormat } from "./formats.ts";
import { LOCALES, pickLanguage, type Language } from "./language.ts";
import { formatFigure, formatMoney, type Currency, type Priced } from "./money.ts";

/** Numbers, money, areas and the catalogue's own texts in the viewer's language. */
export interface Format {
  readonly language: Language;
  /** The text in this language, else in English, else in any. */
  readonly text: (text: Text) => string;
  /** Whether the text exists in this language itself. */
  readonly speaks: (text: Text) => boolean;
  /** Minor units as money without needless decimals: "AED 2,980,000", "KWD 92,500.750". */
  readonly money: (minor: number, currency: Currency) => string;
  /** The same shortened to the project's own scale and without its currency, for dense boards: "2.98". */
  readonly figure: (minor: number, project: Priced) => string;
  /** The unit that the viewer chose, or else the list's. All following texts use it. */
  readonly shownUnit: (listed: AreaUnit) => AreaUnit;
  /** m² as "94 m²" or "1,012 sq ft". */
  readonly area: (squareMetres: number, listed: AreaUnit) => string;
  /** "71.6–73.7 m²"; one area where both read alike. */
  readonly areaRange: (least: number, most: number, listed: AreaUnit) => string;
  /** m² as the bare figure of a dense board: "84.9", "1,012". */
  readonly areaFigure: (squareMetres: number, listed: AreaUnit) => string;
  readonly areaUnit: (listed: AreaUnit) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly time: (date: Date) => string;
  /** "31 December 2028" of "2028-12-31", "December 2028" of "2028-12". */
  readonly dayOrMonth: (isoDate: string) => string;
}

/** `areas`: in which unit the viewer reads them, whatever the list is in. */
export function createFormat(language: Language, areas: AreaChoice = "list"): Format {
  const locale = LOCALES[language];
  const plain = (value: number) => numberFormat(locale).format(value);
  const units = {
    m2: { en: "m²", ru: "м²", ar: "م²" },
    sqft: { en: "sq ft", ru: "кв. футов", ar: "قدم²" },
  } as const;
  const bareArea = (squareMetres: number, unit: AreaUnit): string =>
    unit === "m2"
      ? numberFormat(locale, { maximumFractionDigits: 2 }).format(squareMetres)
      : plain(Math.round(squareMetres * SQUARE_FEET_PER_SQUARE_METRE));
  const shownUnit = (listed: AreaUnit) => unitFor(areas, listed);
  return {
    language,
    text: (text) => text[language] ?? text["en"] ?? Object.values(text)[0] ?? "",
    speaks: (text) => text[language] !== undefined,
    money: (minor, currency) => formatMoney(minor, currency, language),
    figure: (minor, project) => formatFigure(minor, project, language),
    shownUnit,
    area: (squareMetres, listed) => {
      const unit = shownUnit(listed);
      return `${bareArea(squareMetres, unit)} ${units[unit][language]}`;
    },
    areaRange: (least, most, listed) => {
      const unit = shownUnit(listed);
      const [from, to] = [bareArea(least, unit), bareArea(most, unit)];
      // Isolated, so that "71–73" keeps its order in Arabic.
      const range = from === to ? from : `\u2066${from}–${to}\u2069`;
      return `${range} ${units[unit][language]}`;
    },
    areaFigure: (squareMetres, listed) =>
      shownUnit(listed) === "m2"
        ? plain(Math.round(squareMetres * 10) / 10)
        : bareArea(squareMetres, "sqft"),
    areaUnit: (listed) => units[shownUnit(listed)][language],
    number: plain,
    percent: (share) =>
      numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share),
    dayOrMonth: (isoDate) =>
      dateFormat(locale, {
        timeZone: "UTC",
        year: "numeric",
        month: "long",
        ...(isoDate.length > "2028-12".length && { day: "numeric" }),
      }).format(new Date(isoDate)),
    time: (date) => dateFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(date),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = pickLanguage([i18n.language]);
  const areas = useAreaChoice();
  return useMemo(() => createFormat(language, areas), [language, areas]);
}
