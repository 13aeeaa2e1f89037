import { numberFormat } from "../../../ui/text/formats.ts";
import { LOCALES, type Language } from "../../../ui/text/language.ts";

/** A drawing's figure with a fixed number of decimals: "13.0", "3.90". */
export const fixed = (value: number, decimals: number, language: Language): string =>
  numberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
