import type { Filters, Range } from "../../../../schema/presentation/filters.ts";
import { LOCALES } from "../../../ui/text/language.ts";
import { floorName, shownAs } from "./shown.ts";
import { scaleOf, signOf } from "../../../ui/text/money.ts";
import type { TFunction } from "i18next";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { Words } from "../../../ui/text/words.ts";

const SPELLED = [1, 2, 3, 4, 5] as const;

const listed = (items: readonly string[], { words }: Telling): string =>
  new Intl.ListFormat(LOCALES[words.language], { type: "disjunction" }).format(items);

/** "two or three bedrooms", "studio or one bedroom" */
function sayBedrooms(chosen: readonly number[], telling: Telling): string {
  const { t, words } = telling;
  const counts = chosen.filter((count) => count > 0).toSorted((a, b) => a - b);
  const numbers = counts.map((count) => {
    const spelled = SPELLED.find((number) => number === count);
    return spelled === undefined ? words.number(count) : t(`filters.said.numbers.${spelled}`);
  });
  const rooms =
    numbers.length === 0
      ? []
      : [t("filters.said.bedrooms", { list: listed(numbers, telling), count: counts.at(-1) ?? 0 })];
  const studio = chosen.includes(0) ? [t("filters.said.studio")] : [];
  return listed([...studio, ...rooms], telling);
}

/** "2 or 3 bed", for a chip. */
export function sayBedroomsShort(chosen: readonly number[], telling: Telling): string {
  const { t, words } = telling;
  const counts = chosen.filter((count) => count > 0).toSorted((a, b) => a - b);
  const last = counts.at(-1);
  const list = listed(counts.map(words.number), telling);
  const rooms = last === undefined ? [] : [t("filters.chip.bedrooms", { list, count: last })];
  const studio = chosen.includes(0) ? [t("filters.said.studio")] : [];
  return listed([...studio, ...rooms], telling);
}

type RangeKey = "between" | "atLeast" | "atMost" | "floorBetween" | "floorAtLeast" | "floorAtMost";

function sayRange(
  range: Range,
  say: (value: number) => string,
  keys: readonly [both: RangeKey, low: RangeKey, high: RangeKey],
  { t }: Telling,
): string {
  const from = range.min === undefined ? "" : say(range.min);
  const to = range.max === undefined ? "" : say(range.max);
  if (range.max === undefined) return t(`filters.said.${keys[1]}`, { from });
  if (range.min === undefined) return t(`filters.said.${keys[2]}`, { to });
  return t(`filters.said.${keys[0]}`, { from, to });
}

function sayArea(range: Range, telling: Telling): string {
  const { index, words } = telling;
  const { areaUnit } = index.project;
  const { show } = shownAs("area", index.project, words);
  if (range.min !== undefined && range.max !== undefined) {
    return telling.t("filters.said.between", {
      from: words.number(Math.round(show(range.min))),
      to: words.area(range.max, areaUnit),
    });
  }
  return sayRange(
    range,
    (value) => words.area(value, areaUnit),
    ["between", "atLeast", "atMost"],
    telling,
  );
}

const isSet = (range: Range | undefined): range is Range =>
  range !== undefined && (range.min !== undefined || range.max !== undefined);

/** The active filters, one text each, in the order of the filters. */
export function describeParts(filters: Filters, telling: Telling): readonly string[] {
  const { words, index, t } = telling;
  const { price, area, floor, bedrooms = [], aspects = [], statuses = [] } = filters;
  const named = index.project.aspects
    .filter(({ id }) => aspects.includes(id))
    .map(({ name }) => words.text(name));
  return [
    ...(bedrooms.length > 0 ? [sayBedrooms(bedrooms, telling)] : []),
    ...(isSet(price) ? [moneyRange(price, telling)] : []),
    ...(isSet(area) ? [sayArea(area, telling)] : []),
    ...(isSet(floor)
      ? [
          sayRange(
            floor,
            (value) => floorName(index, value, words.number(value)),
            ["floorBetween", "floorAtLeast", "floorAtMost"],
            telling,
          ),
        ]
      : []),
    ...(named.length > 0 ? [listed(named, telling)] : []),
    ...(statuses.length > 0
      ? [
          listed(
            statuses.map((status) =>
              t(`status.${status}`, { ns: "common" }).toLocaleLowerCase(words.language),
            ),
            telling,
          ),
        ]
      : []),
  ];
}

/** "Two or three bedrooms, AED 2.40 to 5.20 M, floor 8 and up"; empty without filters. */
export function describeFilters(filters: Filters, telling: Telling): string {
  const said = describeParts(filters, telling).join(telling.t("filters.said.comma"));
  return said.slice(0, 1).toLocaleUpperCase(telling.words.language) + said.slice(1);
}

/** Minor units as "AED 2.40 to 5.20 M", "AED 2.40 M and more", "up to KWD 90 K": in the project's scale. */
function moneyRange(range: Range, { t, words, index }: Telling): string {
  const { project } = index;
  const currency = signOf(project.currency, words.language);
  const unit = t(`compact.unit.${scaleOf(project).name}`, { ns: "common" });
  const from = range.min === undefined ? "" : words.figure(range.min, project);
  const to = range.max === undefined ? "" : words.figure(range.max, project);
  if (range.max === undefined) return t("filters.said.moneyAtLeast", { currency, from, unit });
  if (range.min === undefined) return t("filters.said.moneyAtMost", { currency, to, unit });
  return t("filters.said.moneyBetween", { currency, from, to, unit });
}

/** Dependencies of descriptions. */
export interface Telling {
  readonly t: TFunction<["stage", "common"]>;
  readonly words: Words;
  readonly index: ProjectIndex;
}
