import { pageBrand } from "../../base/brand.ts";
import { LANGUAGES, pickLanguage, type Language } from "./language.ts";

/** The languages that readers of this page may choose; the first is the default. */
export const offeredLanguages = (): readonly Language[] =>
  (pageBrand()?.languages as readonly Language[] | undefined) ?? LANGUAGES;

const KEY = "offplan.language";

/** The language chosen earlier, else the first of the browser's that is offered, else the one that the page was sent in. */
export const preferredLanguage = (
  storage: Pick<Storage, "getItem">,
  wanted: readonly string[],
  sent = "en",
): Language => pickLanguage([storage.getItem(KEY) ?? "", ...wanted, sent], offeredLanguages());

export const rememberLanguage = (storage: Pick<Storage, "setItem">, language: string): void =>
  storage.setItem(KEY, language);
