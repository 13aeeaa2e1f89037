import type { Building, Unit } from "../../../schema/catalogue/catalogue.ts";
import { groupBy } from "../pack/build/homeTypes.ts";

/** Larger figures are not positions on a floor. */
const MOST_ON_FLOOR = 200;

/** The figure that follows the floor in a home's number: 4 of "1204" on floor 12, 14 of "Plot 14". */
function figureOf({ number, floor }: Unit, label: string | undefined): number | undefined {
  const digits = /\d+(?=\D*$)/.exec(number)?.[0];
  if (digits === undefined) return undefined;
  const starts = [label ?? "", String(floor)].filter((start) => /^\d+$/.test(start));
  const start = starts.find((own) => digits.startsWith(own) && digits.length > own.length);
  const figure = Number(start === undefined ? digits : digits.slice(start.length));
  return figure >= 1 && figure <= MOST_ON_FLOOR ? figure : undefined;
}

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** A position for each home of one floor: by their figures if those differ, else in the order of their numbers. */
function placesOf(homes: readonly Unit[], label: string | undefined): ReadonlyMap<string, number> {
  const figures = homes.map((home) => figureOf(home, label));
  const areUnique = !figures.includes(undefined) && new Set(figures).size === homes.length;
  const sorted = homes.toSorted((one, other) => byNumber(one.number, other.number));
  return new Map(
    areUnique
      ? homes.map(({ id }, at) => [id, figures[at] ?? 1])
      : sorted.map(({ id }, at) => [id, at + 1]),
  );
}

/**
 * The homes, with positions on those floors of these buildings where no home has one: an outline drawn for one floor then
 * matches the homes above each other on all floors of its plan.
 */
export function givePositions(
  homes: readonly Unit[],
  buildings: readonly Building[],
  drawn: ReadonlySet<string>,
): readonly Unit[] {
  if (drawn.size === 0) return homes;
  const labels = new Map(
    buildings.flatMap(({ id, floors }) =>
      floors.map(({ number, label }) => [`${id}/${number}`, label] as const),
    ),
  );
  const floors = groupBy(homes, ({ building, floor }) =>
    drawn.has(building) ? `${building}/${floor}` : undefined,
  );
  const places = new Map<string, number>();
  for (const [floor, own] of floors) {
    if (own.some(({ position }) => position !== undefined)) continue;
    for (const [id, position] of placesOf(own, labels.get(floor))) places.set(id, position);
  }
  return homes.map((home) => {
    const position = places.get(home.id);
    return position === undefined ? home : Object.assign(structuredClone(home), { position });
  });
}
