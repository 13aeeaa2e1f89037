import type { UnitKind } from "../../../../schema/values/unitKinds.ts";
import { normaliseWord } from "./normaliseWord.ts";

export type ListKind = UnitKind | "apartment";

/** Matches a word in any script. */
const word = (words: string): RegExp =>
  new RegExp(`(?:^|[^\\p{L}])(?:${words})(?:$|[^\\p{L}])`, "u");

/** The first match applies: "parking for villa 3" is parking. */
const KINDS: readonly (readonly [ListKind, RegExp])[] = [
  [
    "parking",
    word(
      "parkings?|car ?parks?|car space|carport|garages?|м ?\\/ ?м|машино-?место|машиноместа|машино-?места|парковка|парковочное место|паркинг|гараж|موقف|مواقف|كراج|موقف سيارات|موقف سياره",
    ),
  ],
  [
    "storage",
    word(
      "storages?|stores?|store ?rooms?|storerooms?|lockers?|кладов(?:ая|ые|ка)|кладовое помещение|келлер|хоз\\.? ?блок|مخزن|مستودع",
    ),
  ],
  [
    "commercial",
    word(
      "commercial|retail|shops?|offices?|showrooms?|restaurant|f&b|коммерческ(?:ое|ая|ие)(?: помещени[ея])?|коммерция|нежилое|нежилое помещение|псн|офис|магазин|торгов(?:ое|ая)|تجاري|تجاريه|محل|محلات|مكتب|معرض",
    ),
  ],
  ["townhouse", word("town ?houses?|th|таунхаус|таунхаусы|дуплекс-?таунхаус|تاون ?هاوس")],
  [
    "villa",
    word("villas?|mansions?|bungalows?|вилла|виллы|коттедж|коттеджи|особняк|дом|فيلا|فلل|فله|قصر"),
  ],
  [
    "plot",
    word(
      "plots?|land|lands?|land plots?|участок|участки|земельный участок|земля|ارض|اراضي|قطعه|قطعه ارض",
    ),
  ],
  [
    "apartment",
    word(
      "apartments?|apt|flats?|studios?|duplex(?:es)?|penthouses?|residential|residences?|simplex(?:es)?|triplex(?:es)?|lofts?|apartament|квартир[аы]|апартамент|апартаменты|студия|дуплекс|пентхаус|жилое|شقه|شقق|استوديو|بنتهاوس|دوبلكس|سكني",
    ),
  ],
];

/** The kind of unit that a text names; `undefined` if none. */
export function kindIn(text: string): ListKind | undefined {
  const words = normaliseWord(text);
  return words === "" ? undefined : KINDS.find(([, pattern]) => pattern.test(words))?.[0];
}
