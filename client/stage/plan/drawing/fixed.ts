import { LOCALES, type Language } from "../../../ui/text/language.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** A drawing's figure with a fixed number of decimals: "13.0", "3.90". */
export function fixed(value: number, decimals: number, language: Language): string {
  const key = `${language} ${decimals}`;
  const known = formats.get(key);
  if (known !== undefined) return known.format(value);
  const format = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, format);
  return format.format(value);
}
