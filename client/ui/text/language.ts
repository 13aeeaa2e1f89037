export const LANGUAGES = ["en", "ru", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  ru: "Русский",
  ar: "العربية",
};

/** What `Intl` formats by. Arabic is that of the Emirates, which writes Latin digits. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: "en-GB",
  ru: "ru-RU",
  ar: "ar-AE",
};

export const directionOf = (language: Language): "ltr" | "rtl" =>
  language === "ar" ? "rtl" : "ltr";

const isLanguage = (value: string): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The first language of the list that we have; English otherwise. */
export const pickLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "").find(isLanguage) ?? "en";

const KEY = "offplan.language";

/** The language chosen earlier, else the first supported one of the browser's. */
export const preferredLanguage = (
  storage: Pick<Storage, "getItem">,
  wanted: readonly string[],
): Language => {
  const stored = storage.getItem(KEY);
  return pickLanguage(stored === null ? wanted : [stored]);
};

export const rememberLanguage = (storage: Pick<Storage, "setItem">, language: string): void =>
  storage.setItem(KEY, language);
