import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { directionOf, pickLanguage, type Language } from "./language.ts";
import common from "../locales/en/common.json";
import { loadTypefaces } from "./typefaces.ts";

/** English texts by namespace. A page loads its own; the common ones are always loaded. */
export type Words = Readonly<Record<string, object>>;

const catalogues = import.meta.glob<Record<string, unknown>>(
  ["../locales/*/*.json", "!../locales/en/*.json"],
  { import: "default" },
);

async function loadWords(instance: i18n, language: Language, namespace: string): Promise<void> {
  const load = catalogues[`../locales/${language}/${namespace}.json`];
  if (load !== undefined) instance.addResourceBundle(language, namespace, await load());
}

/**
 * Adds words that only some pages need, now and with every later change of language; the others never load them.
 * `words` are the English ones.
 */
export async function addWords(instance: i18n, namespace: string, words: object): Promise<void> {
  if (instance.hasResourceBundle("en", namespace)) return;
  // If loading fails, the texts are in English.
  await loadWords(instance, pickLanguage([instance.language]), namespace).catch(() => undefined);
  instance.addResourceBundle("en", namespace, words);
}

/** i18next with the page's English texts and the chosen language loaded; English if that fails. */
export async function createLanguage(language: Language, words: Words): Promise<i18n> {
  const instance = createInstance({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "common",
    resources: { en: { common, ...words } },
    interpolation: { escapeValue: false },
  });
  await instance.use(initReactI18next).init();
  const spoken = await loadAllWords(instance, language).then(
    () => language,
    () => "en" as const,
  );
  await speak(instance, spoken);
  return instance;
}

/** Loads and switches; also sets the page's language and direction. If loading fails, nothing changes. */
export async function changeLanguage(instance: i18n, language: Language): Promise<void> {
  const loading = Promise.all([loadAllWords(instance, language), loadTypefaces(language)]);
  const loaded = await loading.then(
    () => true,
    () => false,
  );
  if (loaded) await speak(instance, language);
}

async function loadAllWords(instance: i18n, language: Language): Promise<void> {
  const namespaces = Object.keys(instance.store.data["en"] ?? {});
  await Promise.all(namespaces.map((namespace) => loadWords(instance, language, namespace)));
}

async function speak(instance: i18n, language: Language): Promise<void> {
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
