import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../../schema/values/unitKinds.ts";
import {
  FILTER_NAMES,
  matches,
  without,
  type FilterName,
  type Filters,
} from "../../../../schema/presentation/filters.ts";

export interface Relaxation {
  readonly name: FilterName;
  readonly filters: Filters;
  /** Number of homes without this filter. */
  readonly homes: number;
}

/** The filter whose removal shows the most homes; `undefined` if no single one helps. */
export function relax(units: readonly Unit[], filters: Filters): Relaxation | undefined {
  return FILTER_NAMES.filter((name) => filters[name] !== undefined)
    .map((name): Relaxation => {
      const looser = without(filters, name);
      return {
        name,
        filters: looser,
        homes: units.filter((unit) => isHome(unit) && matches(unit, looser)).length,
      };
    })
    .filter(({ homes }) => homes > 0)
    .toSorted((a, b) => b.homes - a.homes)[0];
}
