export const LANGUAGES = ["en", "ru", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  ru: "Русский",
  ar: "العربية",
};

/** Locales for `Intl`. Arabic is that of the Emirates, which writes Latin digits. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: "en-GB",
  ru: "ru-RU",
  ar: "ar-AE",
};

export const directionOf = (language: Language): "ltr" | "rtl" =>
  language === "ar" ? "rtl" : "ltr";

/** The first wanted language that is offered; the first offered one otherwise. */
export const pickLanguage = (
  wanted: readonly string[],
  offered: readonly Language[] = LANGUAGES,
): Language => {
  const spoken = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return offered.find((language) => language === spoken.find(isIn(offered))) ?? offered[0] ?? "en";
};

const isIn =
  (offered: readonly string[]) =>
  (language: string | undefined): boolean =>
    offered.includes(language ?? "");
