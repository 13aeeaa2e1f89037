import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import agent from "./locales/en/agent.json";
import buyer from "./locales/en/buyer.json";
import common from "./locales/en/common.json";
import stage from "./locales/en/stage.json";
import { loadTypefaces } from "./typefaces.ts";

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

const english = { common, stage, agent, buyer };
export type Namespace = keyof typeof english;

export const directionOf = (language: Language): "ltr" | "rtl" =>
  language === "ar" ? "rtl" : "ltr";

const isLanguage = (value: string): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The first language of the list that we have; English otherwise. */
export const pickLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "").find(isLanguage) ?? "en";

const catalogues = import.meta.glob<Record<string, unknown>>(
  ["./locales/*/*.json", "!./locales/en/*.json"],
  { import: "default" },
);

async function loadLanguage(instance: i18n, language: Language): Promise<void> {
  if (language === "en") return;
  const namespaces = Object.keys(instance.store.data["en"] ?? english);
  await Promise.all(
    namespaces.map(async (namespace) => {
      const load = catalogues[`./locales/${language}/${namespace}.json`];
      if (load !== undefined) instance.addResourceBundle(language, namespace, await load());
    }),
  );
}

/**
 * Adds words that only some pages need, now and with every later change of language; the others never load them.
 * `words` are the English ones.
 */
export async function addWords(instance: i18n, namespace: string, words: object): Promise<void> {
  if (instance.hasResourceBundle("en", namespace)) return;
  instance.addResourceBundle("en", namespace, words);
  await loadLanguage(instance, pickLanguage([instance.language]));
}

/** i18next with English inside and the other languages loaded when chosen. */
export async function createLanguage(language: Language): Promise<i18n> {
  const instance = createInstance({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "common",
    resources: { en: english },
    interpolation: { escapeValue: false },
  });
  await instance.use(initReactI18next).init();
  await changeLanguage(instance, language);
  return instance;
}

/** Loads and switches; also sets the page's language and direction. */
export async function changeLanguage(instance: i18n, language: Language): Promise<void> {
  await Promise.all([loadLanguage(instance, language), loadTypefaces(language)]);
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
