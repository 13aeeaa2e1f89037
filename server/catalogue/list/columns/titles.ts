import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import { textOf, type SheetRow } from "../cells.ts";
import { currencyOf, signsOf } from "../figures/currencySigns.ts";
import { areaUnitIn } from "../words/headerWords.ts";

const AREAS = /areas?\b|sizes?\b|площад|مساح/iu;

/** The unit of a list's areas, if a title above its header names exactly one: "All areas in sqm". */
export function titleAreaUnit(titles: readonly SheetRow[]): AreaUnit | undefined {
  const texts = titles.flatMap(({ cells }) => cells.map(textOf)).filter((text) => AREAS.test(text));
  const units = new Set(texts.map(areaUnitIn));
  const [unit, ...others] = units;
  return others.length === 0 ? unit : undefined;
}

const IN_CURRENCY =
  /(?:\b(?:[Ii]n|IN)|[Cc]urrency:?|CURRENCY:?|[Вв]алюта:?|[Цц]ены в|العملة:?)\s+([A-Z]{3}\b|US\$|[$€£₹])/u;
/** Codes that are words of titles as well: "IN ALL TOWERS". */
const WORDS: ReadonlySet<string> = new Set(["ALL", "TOP", "TRY", "CUP"]);

export interface TitleCurrency {
  readonly currency: string;
  readonly row: number;
  /** From 0. */
  readonly column: number;
}

/** The currency of a list's prices, if a title above its header names another than `own`: "Prices in USD". */
export function titleCurrency(titles: readonly SheetRow[], own: string): TitleCurrency | undefined {
  const signs = new Set(signsOf(own));
  const named = titles.flatMap(({ row, cells }) =>
    cells.flatMap((cell, column): readonly TitleCurrency[] => {
      const sign = IN_CURRENCY.exec(textOf(cell))?.[1];
      if (sign === undefined || WORDS.has(sign)) return [];
      const currency = signs.has(sign.toLowerCase()) ? own : currencyOf(sign);
      return currency === undefined ? [] : [{ currency, row, column }];
    }),
  );
  return named.some(({ currency }) => currency === own) ? undefined : named[0];
}
