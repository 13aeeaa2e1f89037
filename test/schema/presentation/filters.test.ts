import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FILTER_NAMES,
  isUnfiltered,
  matches,
  NO_FILTERS,
  without,
} from "../../../schema/presentation/filters.ts";
import { smallProject } from "../../support/room/project.ts";
import { anyFilters } from "../../support/room/stateArbitraries.ts";

const matching = (filters: Parameters<typeof matches>[1]) =>
  smallProject.units.filter((unit) => matches(unit, filters)).map((unit) => unit.id);

describe("filters", () => {
  test("no filters match every home", () => {
    expect(matching(NO_FILTERS)).toHaveLength(smallProject.units.length);
    expect(isUnfiltered({ bedrooms: [], price: {} })).toBe(true);
  });

  test("leaving a filter out never loses a home", () => {
    fc.assert(
      fc.property(anyFilters, fc.constantFrom(...FILTER_NAMES), (filters, name) => {
        const wider = matching(without(filters, name));
        for (const unit of matching(filters)) expect(wider).toContain(unit);
      }),
    );
  });

  test("a home without a price matches no price", () => {
    expect(matching({ price: { min: 0 } })).toEqual(["b1-1", "b1-2", "b1-12"]);
  });

  test("bounds are inclusive, lists are alternatives, filters add up", () => {
    expect(matching({ area: { min: 50, max: 50 } })).toEqual(["b1-2", "b1-11"]);
    expect(matching({ bedrooms: [0, 2] })).toEqual(["b1-1", "b1-12"]);
    expect(matching({ bedrooms: [1], aspects: ["park"], floor: { min: 2 } })).toEqual(["b1-11"]);
  });
});
