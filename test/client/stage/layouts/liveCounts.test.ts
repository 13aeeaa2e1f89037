import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toggled, withList, withRange } from "../../../../client/stage/layouts/filters/change.ts";
import { liveCounts } from "../../../../client/stage/layouts/filters/liveCounts.ts";
import { relax } from "../../../../client/stage/layouts/filters/relax.ts";
import { FILTER_NAMES, matches, without } from "../../../../schema/presentation/filters.ts";
import { ASPECTS, filters, units } from "./units.ts";

describe("live counts", () => {
  test("are the homes that choosing only that value would show", () => {
    fc.assert(
      fc.property(units, filters, (homes, chosen) => {
        const counts = liveCounts(homes, chosen, ASPECTS);
        for (const [bedrooms, count] of counts.bedrooms) {
          const alone = { ...without(chosen, "bedrooms"), bedrooms: [bedrooms] };
          expect(count).toBe(homes.filter((home) => matches(home, alone)).length);
        }
        for (const [aspect, count] of counts.aspects) {
          const alone = { ...without(chosen, "aspects"), aspects: [aspect] };
          expect(count).toBe(homes.filter((home) => matches(home, alone)).length);
        }
        for (const [status, count] of counts.statuses) {
          const alone = { ...without(chosen, "statuses"), statuses: [status] };
          expect(count).toBe(homes.filter((home) => matches(home, alone)).length);
        }
      }),
    );
  });

  test("name every value of the homes, in order, even where none is left", () => {
    const home = { id: "a-1", building: "a", number: "1", floor: 1, span: 1, aspects: [] };
    const homes = [
      { ...home, bedrooms: 3, price: 1 },
      { ...home, bedrooms: 0, price: 9 },
    ];
    const { bedrooms } = liveCounts(homes, { price: { max: 5 } }, ASPECTS);
    expect([...bedrooms]).toEqual([
      [0, 0],
      [3, 1],
    ]);
  });
});

test("taking a filter away never loses a home", () => {
  fc.assert(
    fc.property(units, filters, fc.constantFrom(...FILTER_NAMES), (homes, chosen, name) => {
      const looser = without(chosen, name);
      const before = homes.filter((home) => matches(home, chosen));
      const after = homes.filter((home) => matches(home, looser));
      expect(after).toEqual(expect.arrayContaining(before));
    }),
  );
});

test("the relaxation offered is the one that shows most homes", () => {
  fc.assert(
    fc.property(units, filters, (homes, chosen) => {
      const offered = relax(homes, chosen);
      const best = Math.max(
        0,
        ...FILTER_NAMES.filter((name) => chosen[name] !== undefined).map(
          (name) => homes.filter((home) => matches(home, without(chosen, name))).length,
        ),
      );
      expect(offered?.homes ?? 0).toBe(best);
    }),
  );
});

describe("changing filters", () => {
  test("a choice pressed twice leaves no trace", () => {
    const once = withList({ floor: { min: 2 } }, "bedrooms", toggled(undefined, 2));
    expect(once).toEqual({ floor: { min: 2 }, bedrooms: [2] });
    expect(withList(once, "bedrooms", toggled(once.bedrooms, 2))).toEqual({ floor: { min: 2 } });
  });

  test("a range that filters nothing leaves no key", () => {
    expect(withRange({ area: { min: 50 } }, "area", undefined)).toEqual({});
    expect(withRange({}, "price", { min: undefined, max: 5 })).toEqual({ price: { max: 5 } });
  });
});
