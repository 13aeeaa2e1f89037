import { normaliseWord } from "./normaliseWord.ts";

/** A floor as named in a list. */
export interface FloorLabel {
  /** Equal for "G", "Ground" and "GF". */
  readonly key: string;
  readonly label: string;
  /** Order from the ground up; 0 is the ground floor, 12.01 is 12A. */
  readonly rank: number;
  /** The number it gets if free. */
  readonly preferred?: number;
}

const integer = (number: number): FloorLabel => ({
  key: String(number),
  label: String(number),
  rank: number,
  preferred: number,
});

const NAMED: readonly (readonly [RegExp, FloorLabel])[] = [
  [/^(?:g|gf|gr|grd|ground|rdc|eg|الارضي|ارضي)$/u, { key: "g", label: "G", rank: 0, preferred: 0 }],
  [
    /^(?:lg|lgf|lower ground|цоколь|цокольный)$/u,
    { key: "lg", label: "LG", rank: -0.5, preferred: -1 },
  ],
  [/^(?:ug|ugf|upper ground)$/u, { key: "ug", label: "UG", rank: 0.3 }],
  [/^(?:m|mz|mez|mezz|mezzanine|антресоль|мезонин|ميزانين)$/u, { key: "m", label: "M", rank: 0.5 }],
  [/^(?:p|podium|подиум|بوديوم)$/u, { key: "p", label: "P", rank: 0.6 }],
  [
    /^(?:b|bf|basement|подвал|подвальный|سرداب|قبو|بدروم)$/u,
    { key: "b", label: "B", rank: -1, preferred: -1 },
  ],
  [/^(?:ph|penthouse|пентхаус|بنتهاوس)$/u, { key: "ph", label: "PH", rank: 1000 }],
  [
    /^(?:r|rf|roof|rooftop|кровля|крыша|мансарда|السطح|سطح|روف)$/u,
    { key: "r", label: "R", rank: 1001 },
  ],
];

const ORDINALS: readonly RegExp[] = [
  /^(?:first|первый|الاول|اول)$/u,
  /^(?:second|второй|الثاني|ثاني)$/u,
  /^(?:third|третий|الثالث|ثالث)$/u,
  /^(?:fourth|четвертый|الرابع|رابع)$/u,
  /^(?:fifth|пятый|الخامس|خامس)$/u,
  /^(?:sixth|шестой|السادس|سادس)$/u,
  /^(?:seventh|седьмой|السابع|سابع)$/u,
  /^(?:eighth|восьмой|الثامن|ثامن)$/u,
  /^(?:ninth|девятый|التاسع|تاسع)$/u,
  /^(?:tenth|десятый|العاشر|عاشر)$/u,
];

const FLOOR_WORD =
  /(?:floors?|flr|fl|levels?|lvl|lev|stor(?:e)?y|lantai|lt|этажи?|эт|الطابق|طابق|الدور|دور)/u;
const BEFORE = new RegExp(`^${FLOOR_WORD.source}[\\s.:#№-]*`, "u");
const AFTER = new RegExp(`[\\s.-]*${FLOOR_WORD.source}\\.?$`, "u");
/** "floor -1", "этаж −1": the sign belongs to a basement. */
const SIGNED = new RegExp(`^${FLOOR_WORD.source}[\\s.:#№]*-(\\d{1,3})$`, "u");

function bare(text: string): string {
  const word = normaliseWord(text);
  const signed = SIGNED.exec(word)?.[1];
  if (signed !== undefined) return `-${signed}`;
  return word.replace(BEFORE, "").replace(AFTER, "").trim();
}

function readCounted(word: string): FloorLabel | undefined {
  const figure = /^[+]?(-?\d{1,3})(?:[.,]0+)?(?:-?(?:st|nd|rd|th|й|ый|ой|ий))?$/u.exec(word)?.[1];
  if (figure !== undefined) return integer(Number(figure) + 0);
  const basement = /^(?:b|basement|подвал|lower)[\s.-]?(\d{1,2})$/u.exec(word)?.[1];
  if (basement !== undefined) {
    const depth = Number(basement);
    return { key: `b${depth}`, label: `B${depth}`, rank: -depth, preferred: -depth };
  }
  const podium = /^(?:p|podium|parking|паркинг)[\s.-]?(\d{1,2})$/u.exec(word)?.[1];
  if (podium !== undefined) {
    return {
      key: `p${Number(podium)}`,
      label: `P${Number(podium)}`,
      rank: 0.6 + Number(podium) / 1000,
    };
  }
  const penthouse = /^ph[\s.-]?(\d{1,2})$/u.exec(word)?.[1];
  if (penthouse !== undefined) {
    return {
      key: `ph${penthouse}`,
      label: `PH${penthouse}`,
      rank: 1000 + Number(penthouse) / 1000,
    };
  }
  const level = /^(?:[lf][\s.-]?(\d{1,3})|(\d{1,3})f)$/u.exec(word)?.slice(1).find(Boolean);
  if (level !== undefined) return integer(Number(level));
  const [, between, letter = ""] = /^(\d{1,3})\s?([a-z])$/u.exec(word) ?? [];
  if (between === undefined) return undefined;
  const rank = Number(between) + (letter.charCodeAt(0) - 96) / 100;
  return {
    key: `${Number(between)}${letter}`,
    label: `${Number(between)}${letter.toUpperCase()}`,
    rank,
  };
}

/** Reads "G", "LG", "P1", "Mezz", "12A", "PH", "Ground", "12th", "этаж 5", "−1"; `undefined` for anything else. */
export function readFloorLabel(text: string): FloorLabel | undefined {
  const word = bare(text);
  const ordinal = ORDINALS.findIndex((pattern) => pattern.test(word)) + 1;
  if (ordinal > 0) return integer(ordinal);
  return NAMED.find(([pattern]) => pattern.test(word))?.[1] ?? readCounted(word);
}

/** "5-6", "5/6", "5 & 6", "5+6": a home on consecutive floors, the lower first. */
export function readFloorRange(text: string): readonly [lower: string, upper: string] | undefined {
  const [, lower, upper] =
    /^(-?[\p{L}\d]{1,8})\s*(?:[-/&+,]|to|and|и|до)\s*(-?[\p{L}\d]{1,8})$/u.exec(bare(text)) ?? [];
  if (lower === undefined || upper === undefined) return undefined;
  const [below, above] = [readFloorLabel(lower), readFloorLabel(upper)];
  if (below === undefined || above === undefined) return undefined;
  const height = above.rank - below.rank;
  return height > 0 && height <= 3 ? [lower, upper] : undefined;
}

/** Labels of an unknown kind are the same floor if they are the same word. */
export const floorKey = (text: string): string => readFloorLabel(text)?.key ?? normaliseWord(text);
