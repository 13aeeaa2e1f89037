import type { Unit, UnitStatus } from "../../../../schema/catalogue/catalogue.ts";
import { UNIT_STATUSES } from "../../../../schema/values/unitStatus.ts";
import { matches, without, type Filters } from "../../../../schema/presentation/filters.ts";

/** Number of homes that each choice of a filter would show, with all other filters unchanged. */
export interface LiveCounts {
  readonly bedrooms: ReadonlyMap<number, number>;
  readonly aspects: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<UnitStatus, number>;
}

function tally<Choice>(
  units: readonly Unit[],
  filters: Filters,
  choicesOf: (unit: Unit) => readonly Choice[],
  order: (a: Choice, b: Choice) => number,
): ReadonlyMap<Choice, number> {
  const choices = [...new Set(units.flatMap(choicesOf))].toSorted(order);
  const counts = new Map(choices.map((choice) => [choice, 0]));
  for (const unit of units) {
    if (!matches(unit, filters)) continue;
    for (const choice of new Set(choicesOf(unit)))
      counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  return counts;
}

const one = <Choice>(choice: Choice | undefined): readonly Choice[] =>
  choice === undefined ? [] : [choice];

/** Includes every choice that units have, with 0 if no home would be left. Aspects keep the given order. */
export function liveCounts(
  units: readonly Unit[],
  filters: Filters,
  aspects: readonly string[],
): LiveCounts {
  return {
    bedrooms: tally(
      units,
      without(filters, "bedrooms"),
      ({ bedrooms }) => one(bedrooms),
      (a, b) => a - b,
    ),
    aspects: tally(
      units,
      without(filters, "aspects"),
      (unit) => unit.aspects,
      (a, b) => aspects.indexOf(a) - aspects.indexOf(b),
    ),
    statuses: tally(
      units,
      without(filters, "statuses"),
      ({ status }) => one(status),
      (a, b) => UNIT_STATUSES.indexOf(a) - UNIT_STATUSES.indexOf(b),
    ),
  };
}
