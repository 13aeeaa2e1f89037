import type { FilterName, Filters, Range } from "../../../../schema/presentation/filters.ts";
import { without } from "../../../../schema/presentation/filters.ts";
import type { RangeName } from "./range/ranges.ts";

/** The list with the choice added, or removed if it was there. */
export const toggled = <Choice>(chosen: readonly Choice[] | undefined, choice: Choice): Choice[] =>
  chosen?.includes(choice) === true
    ? chosen.filter((other) => other !== choice)
    : [...(chosen ?? []), choice];

type ListName = Exclude<FilterName, RangeName>;

/** The filters with one list replaced; an empty list leaves no key behind. */
export const withList = <Name extends ListName>(
  filters: Filters,
  name: Name,
  list: NonNullable<Filters[Name]>,
): Filters =>
  list.length === 0 ? without(filters, name) : { ...without(filters, name), [name]: list };

/** The filters with one range replaced or removed. */
export const withRange = (filters: Filters, name: RangeName, range: Range | undefined): Filters =>
  range === undefined
    ? without(filters, name)
    : {
        ...without(filters, name),
        [name]: {
          ...(range.min === undefined ? {} : { min: range.min }),
          ...(range.max === undefined ? {} : { max: range.max }),
        },
      };
