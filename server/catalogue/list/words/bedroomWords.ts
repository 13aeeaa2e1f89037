import { normaliseWord } from "./normaliseWord.ts";

const MOST_BEDROOMS = 20;

const STUDIO = /(?:^|[^\p{L}])(?:studio|std|st|s|студия|студ|ст|استوديو|ستوديو)(?:$|[^\p{L}])/u;

const WORDS: readonly (readonly [number, RegExp])[] = [
  [
    1,
    /одн[ао][\s-]?комнат|однушк|^(?:one|single)(?:$|[\s-]*(?:bed|br))|(?:^|\s)غرفه(?:$|\s)(?!.*\d)/u,
  ],
  [2, /дв(?:ух?|е)[\s-]?комнат|двушк|^two(?:$|[\s-]*(?:bed|br))|غرفت(?:ين|ان)/u],
  [3, /тр(?:[её]х|и)[\s-]?комнат|тр[её]шк|^three(?:$|[\s-]*(?:bed|br))|ثلاث غرف/u],
  [4, /четыр[её]х?[\s-]?комнат|четыр[её]шк|^four(?:$|[\s-]*(?:bed|br))|[اأ]ربع غرف/u],
  [5, /пятикомнат|пятер|^five(?:$|[\s-]*(?:bed|br))|خمس غرف/u],
];

const FIGURE = "(\\d{1,2})(?:[.,]\\d)?(?:-?х)?";
/** "1BR", "2 BHK", "4 Bed + Study", "2-комн.", "1к", "3 غرف". */
const COUNTED = new RegExp(
  `(?:^|[^\\d.,])${FIGURE}[\\s-]*(?:b\\/?rs?|bhk|bdr?s?|bed(?:room)?s?|bed ?rooms?|rk|к(?:омн\\p{L}*)?|комнатн?\\p{L}*|спал\\p{L}*|غرف\\p{L}*)(?![\\p{L}])`,
  "u",
);
/** "2B", "1k", "2Е": only as the whole text, since "Type 2B" is a name. */
const SHORT = new RegExp(`^${FIGURE}[\\s-]*[bkе]$`, "u");
/** "Евро-2", "BR 3". */
const NAMED = new RegExp(`(?:евро|euro|br|bhk|bed(?:room)?s?|غرف)[\\s-]*${FIGURE}(?!\\d)`, "u");
/** "2", "1.0", "1.5", "3+M", "3 + 1". */
const ALONE = new RegExp(`^${FIGURE}(?:\\s*\\+\\s*[\\p{L}\\d].*)?$`, "u");

function countIn(word: string): number | undefined {
  const figure = COUNTED.exec(word)?.[1] ?? SHORT.exec(word)?.[1] ?? NAMED.exec(word)?.[1];
  if (figure !== undefined) return Number(figure);
  return WORDS.find(([, pattern]) => pattern.test(word))?.[0];
}

const inRange = (count: number | undefined): number | undefined =>
  count !== undefined && count <= MOST_BEDROOMS ? count : undefined;

/** The bedrooms mentioned in a text, such as a type "2 BR + Maid"; 0 is a studio; `undefined` if not mentioned. */
export function bedroomsIn(text: string): number | undefined {
  const word = normaliseWord(text);
  return inRange(countIn(word)) ?? (STUDIO.test(word) ? 0 : undefined);
}

/** Reads a cell of a bedrooms column, in which a bare figure counts too. */
export function readBedrooms(text: string): number | undefined {
  const word = normaliseWord(text);
  const alone = ALONE.exec(word)?.[1];
  return alone === undefined ? bedroomsIn(text) : inRange(Number(alone));
}
