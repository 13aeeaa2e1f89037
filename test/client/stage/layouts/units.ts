import fc from "fast-check";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { Filters } from "../../../../schema/presentation/filters.ts";

export const ASPECTS = ["lagoon", "sea", "garden"] as const;
const STATUSES = ["available", "reserved", "sold"] as const;
const LAYOUTS = ["1a", "2c", "3b"] as const;

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const known = (entries: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const unit = fc
  .record({
    floor: fc.integer({ min: -1, max: 12 }),
    layout: maybe(fc.constantFrom(...LAYOUTS)),
    bedrooms: maybe(fc.integer({ min: 0, max: 4 })),
    area: maybe(fc.integer({ min: 30, max: 250 })),
    status: maybe(fc.constantFrom(...STATUSES)),
    price: maybe(fc.integer({ min: 1, max: 60 }).map((tenths) => tenths * 10_000_000)),
    aspects: fc.uniqueArray(fc.constantFrom(...ASPECTS)),
  })
  .map((facts) => known(facts) as Pick<Unit, "floor" | "aspects">);

const IN_ONE_BUILDING = { building: "a", span: 1 } as const;

/** Homes of one building, with any facts missing. */
export const units = fc
  .array(unit, { maxLength: 40 })
  .map((homes) =>
    homes.map((facts, at): Unit =>
      Object.assign({ id: `a-${at}`, number: `${at}` }, IN_ONE_BUILDING, facts),
    ),
  );

const range = (least: number, most: number) =>
  fc
    .tuple(
      maybe(fc.integer({ min: least, max: most })),
      maybe(fc.integer({ min: least, max: most })),
    )
    .map(([a, b]) =>
      known({
        min: a === undefined || b === undefined ? a : Math.min(a, b),
        max: a === undefined || b === undefined ? b : Math.max(a, b),
      }),
    );

export const filters: fc.Arbitrary<Filters> = fc
  .record({
    bedrooms: maybe(fc.uniqueArray(fc.integer({ min: 0, max: 4 }))),
    price: maybe(range(0, 600_000_000)),
    area: maybe(range(20, 260)),
    floor: maybe(range(-2, 13)),
    aspects: maybe(fc.uniqueArray(fc.constantFrom(...ASPECTS))),
    statuses: maybe(fc.uniqueArray(fc.constantFrom(...STATUSES))),
  })
  .map(known);
