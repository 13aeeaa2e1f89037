import type { Text } from "../../../../schema/values/text.ts";
import { normaliseWord } from "./normaliseWord.ts";

interface KnownAspect {
  readonly id: string;
  readonly name: Text;
  readonly words: ReadonlySet<string>;
}

const known = (id: string, en: string, ru: string, ar: string, others = ""): KnownAspect => ({
  id,
  name: { en, ru, ar },
  words: new Set([id, en, ru, ar, ...others.split(",")].map(normaliseWord).filter(Boolean)),
});

const KNOWN: readonly KnownAspect[] = [
  known("sea", "Sea", "Море", "البحر", "ocean,seafront,море,на море,بحر"),
  known("park", "Park", "Парк", "الحديقة العامة", "park facing,на парк,в парк,منتزه"),
  known("city", "City", "Город", "المدينة", "city skyline,skyline,downtown,на город,مدينه"),
  known("pool", "Pool", "Бассейн", "المسبح", "swimming pool,на бассейн,مسبح"),
  known("garden", "Garden", "Сад", "الحديقة", "gardens,в сад,حديقه"),
  known("courtyard", "Courtyard", "Двор", "الفناء", "yard,court,во двор,внутренний двор,فناء"),
  known("street", "Street", "Улица", "الشارع", "road,main road,на улицу,улицу,شارع"),
  known("river", "River", "Река", "النهر", "на реку,реку,نهر"),
  known("lake", "Lake", "Озеро", "البحيرة", "на озеро,بحيره"),
  known("marina", "Marina", "Марина", "المارينا", "مارينا"),
  known("canal", "Canal", "Канал", "القناة", "creek,waterfront,قناه"),
  known("golf", "Golf course", "Гольф-поле", "ملعب الغولف", "golf"),
  known("community", "Community", "Квартал", "المجمع", "internal,مجمع"),
  known("forest", "Forest", "Лес", "الغابة", "лес,на лес"),
  known("mountain", "Mountains", "Горы", "الجبال", "mountain,горы,на горы,جبل"),
  known("north", "North", "Север", "شمال", "n,с,северная,شمالي,الشمال"),
  known(
    "north-east",
    "North-east",
    "Северо-восток",
    "شمال شرق",
    "ne,св,north east,northeast,северо-восточная",
  ),
  known("east", "East", "Восток", "شرق", "e,в,восточная,شرقي,الشرق"),
  known(
    "south-east",
    "South-east",
    "Юго-восток",
    "جنوب شرق",
    "se,юв,south east,southeast,юго-восточная",
  ),
  known("south", "South", "Юг", "جنوب", "s,ю,южная,جنوبي,الجنوب"),
  known(
    "south-west",
    "South-west",
    "Юго-запад",
    "جنوب غرب",
    "sw,юз,south west,southwest,юго-западная",
  ),
  known("west", "West", "Запад", "غرب", "w,з,западная,غربي,الغرب"),
  known(
    "north-west",
    "North-west",
    "Северо-запад",
    "شمال غرب",
    "nw,сз,north west,northwest,северо-западная",
  ),
];

/** Removes "view of" and the like: "Full sea view" → "sea". */
const bare = (word: string): string =>
  word
    .replace(/\s*(?:views?|facing|side)$/u, "")
    .replace(/^(?:full|partial|direct|вид на|вид во|вид в|view of|اطلاله علي|اطلاله)\s+/u, "")
    .trim();

const PARTS = /\s*(?:[|/,;+&]|\sand\s|\sи\s)\s*/u;

/** The views named in one cell, as written. */
export const splitAspects = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(PARTS)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** The known aspect of a view or compass word. */
export function knownAspect(text: string): Pick<KnownAspect, "id" | "name"> | undefined {
  const word = normaliseWord(text);
  const short = bare(word);
  return KNOWN.find(({ words }) => words.has(word) || words.has(short));
}

/** The word without "view" and the like, as written. */
export const bareAspect = (text: string): string =>
  text
    .replace(/\s+(?:views?|facing|side)$/iu, "")
    .replace(/^(?:view of|вид на)\s+/iu, "")
    .trim();
