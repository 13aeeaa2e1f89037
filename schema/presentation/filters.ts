import * as v from "valibot";
import { Id } from "../values/ids.ts";
import { standsOnGround, type UnitKind } from "../values/unitKinds.ts";
import { UNIT_STATUSES } from "../values/unitStatus.ts";

const range = <Bound extends v.GenericSchema<number>>(bound: Bound) =>
  v.pipe(
    v.strictObject({ min: v.optional(bound), max: v.optional(bound) }),
    v.check(({ min, max }) => min === undefined || max === undefined || min <= max, "min over max"),
  );

const unique = (items: readonly unknown[]): boolean => new Set(items).size === items.length;

/** Filters of a viewing. An absent key or an empty list does not filter. */
export const Filters = v.strictObject({
  /** 0 is a studio. */
  bedrooms: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
      v.maxLength(21),
      v.check((items) => unique(items), "repeated"),
    ),
  ),
  /** Minor units. */
  price: v.optional(range(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
  /** m². */
  area: v.optional(range(v.pipe(v.number(), v.finite(), v.minValue(0)))),
  /** Floor numbers (their order), not labels. */
  floor: v.optional(range(v.pipe(v.number(), v.finite()))),
  aspects: v.optional(
    v.pipe(
      v.array(Id),
      v.maxLength(64),
      v.check((items) => unique(items), "repeated"),
    ),
  ),
  statuses: v.optional(
    v.pipe(
      v.array(v.picklist(UNIT_STATUSES)),
      v.maxLength(3),
      v.check((items) => unique(items), "repeated"),
    ),
  ),
});

export type Filters = Readonly<v.InferOutput<typeof Filters>>;
export type FilterName = keyof Filters;

export const FILTER_NAMES = [
  "bedrooms",
  "price",
  "area",
  "floor",
  "aspects",
  "statuses",
] as const satisfies readonly FilterName[];

export const NO_FILTERS: Filters = {};

export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const inRange = (value: number | undefined, bounds: Range | undefined): boolean => {
  if (bounds === undefined || (bounds.min === undefined && bounds.max === undefined)) return true;
  if (value === undefined) return false;
  return value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity);
};

const among = <Item>(value: Item | undefined, chosen: readonly Item[] | undefined): boolean =>
  chosen === undefined || chosen.length === 0 || (value !== undefined && chosen.includes(value));

/** The fields of a home that filters read. */
interface Filtered {
  readonly bedrooms?: number;
  readonly price?: number;
  readonly area?: number;
  readonly kind?: UnitKind;
  readonly floor: number;
  readonly topFloor?: number;
  readonly aspects: readonly string[];
  readonly status?: (typeof UNIT_STATUSES)[number];
}

/** Whether a home stands on a floor of the range: a duplex on either of its floors, a villa on none. */
function touches(unit: Filtered, bounds: Range | undefined): boolean {
  if (standsOnGround(unit)) return inRange(undefined, bounds);
  const { floor, topFloor = floor } = unit;
  return floor <= (bounds?.max ?? Infinity) && topFloor >= (bounds?.min ?? -Infinity);
}

/** Whether a home matches; one without a filtered value does not. */
export function matches(unit: Filtered, filters: Filters): boolean {
  return (
    among(unit.bedrooms, filters.bedrooms) &&
    inRange(unit.price, filters.price) &&
    inRange(unit.area, filters.area) &&
    touches(unit, filters.floor) &&
    (filters.aspects === undefined ||
      filters.aspects.length === 0 ||
      unit.aspects.some((aspect) => filters.aspects?.includes(aspect))) &&
    among(unit.status, filters.statuses)
  );
}

/** Whether nothing is filtered. */
export const isUnfiltered = (filters: Filters): boolean =>
  FILTER_NAMES.every((name) => {
    const value = filters[name];
    if (value === undefined) return true;
    return "length" in value
      ? value.length === 0
      : value.min === undefined && value.max === undefined;
  });

/** The filters without `name`, for counting the options of that one. */
export function without(filters: Filters, name: FilterName): Filters {
  const { [name]: _left, ...rest } = filters;
  return rest;
}
