import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";

/** Normalises words for comparison: ignores case, quotation marks, Arabic vowels and variants of Arabic letters. */
export const normaliseWord = (text: string): string =>
  /^[\w()/+&$%#<>=-]*$/.test(text) ? text.toLowerCase() : normalise(text);

const normalise = (text: string): string =>
  (isAscii(text) ? text.toLowerCase() : normaliseLetters(text))
    .replaceAll(/["'«»“”*]/g, "")
    .replaceAll(/\s+/g, " ")
    .replace(/[\s:;.,]+$/, "")
    .trim();

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

const normaliseLetters = (text: string): string =>
  plainDigits(text)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[\u064B-\u0652\u0640]/g, "")
    .replaceAll(/[أإآ]/g, "ا")
    .replaceAll("ة", "ه")
    .replaceAll("ى", "ي");

/** Converts a table of words, one line per meaning, to a map by normalised word. */
export const wordMap = <Meaning extends string>(
  words: Readonly<Record<Meaning, string>>,
): ReadonlyMap<string, Meaning> =>
  new Map(
    (Object.entries(words) as [Meaning, string][]).flatMap(([meaning, list]) =>
      list.split(",").map((word) => [normaliseWord(word), meaning] as const),
    ),
  );
