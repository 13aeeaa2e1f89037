import { atMost } from "../../base/atMost.ts";
import type { Language } from "./language.ts";

/** Maximum wait before the first paint; then the fallback shows, and the typeface comes with the next page. */
const PATIENCE_MS = 400;

const SAMPLES: Readonly<Record<Language, readonly [face: string, sample: string][]>> = {
  en: [['1em "EB Garamond"', "Aa1"]],
  ru: [
    ['1em "EB Garamond"', "Aa1"],
    ['1em "EB Garamond"', "\u0416"],
  ],
  ar: [
    ['1em "EB Garamond"', "Aa1"],
    ['1em "Amiri"', "\u0639"],
  ],
};

/**
 * Fetches a language's serif before the first paint. The serif is `font-display: optional`, so a later one would not be
 * shown at all.
 */
export async function loadTypefaces(language: Language): Promise<void> {
  const faces = SAMPLES[language].map(([face, sample]) => document.fonts.load(face, sample));
  await atMost(PATIENCE_MS, Promise.allSettled(faces));
}
