import { useTranslation } from "react-i18next";
import { dateFormat } from "../ui/text/formats.ts";
import { LOCALES, pickLanguage } from "../ui/text/language.ts";

/** "12 May 2026" of an ISO time or a time in ms, in the reader's language. */
export function useDay(): (time: string | number) => string {
  const { i18n } = useTranslation();
  const locale = LOCALES[pickLanguage([i18n.language])];
  return (time) => dateFormat(locale, { dateStyle: "long" }).format(new Date(time));
}
