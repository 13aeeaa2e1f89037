import { useTranslation } from "react-i18next";
import { LOCALES, pickLanguage } from "../ui/text/language.ts";

/** "12 May 2026" of an ISO time or a time in ms, in the reader's language. */
export function useDay(): (time: string | number) => string {
  const { i18n } = useTranslation();
  const locale = LOCALES[pickLanguage([i18n.language])];
  return (time) => new Date(time).toLocaleDateString(locale, { dateStyle: "long" });
}
