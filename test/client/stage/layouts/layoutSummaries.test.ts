import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areaRange,
  fromPriceOf,
  searchLayouts,
} from "../../../../client/stage/layouts/layoutSummaries.ts";
import { matches } from "../../../../schema/presentation/filters.ts";
import { filters, units } from "./units.ts";

const layouts = [
  { id: "3b", name: { en: "3B" }, bedrooms: 3, area: 142 },
  { id: "2c", name: { en: "2C" }, bedrooms: 2, area: 94 },
];
const home = { building: "a", number: "1", floor: 1, span: 1, aspects: [] };

test("a layout's area ranges from its smallest home to its largest, else is its own", () => {
  const layout = { id: "l", name: {}, bedrooms: 1, area: 50 };
  const home = { building: "a", floor: 1, number: "1", span: 1, aspects: [] };
  const homes = [
    { ...home, id: "a-1", area: 49.2 },
    { ...home, id: "a-2" },
    { ...home, id: "a-3", area: 51.3 },
  ];
  expect(areaRange(layout, homes)).toEqual([49.2, 51.3]);
  expect(areaRange(layout, [])).toEqual([50, 50]);
  expect(areaRange({ ...layout, area: undefined }, [])).toBeUndefined();
});

describe("the search for layouts", () => {
  test("shows every matching home exactly once, in a layout or loose", () => {
    fc.assert(
      fc.property(units, filters, (homes, chosen) => {
        const search = searchLayouts(layouts, homes, chosen);
        const shown = [...search.summaries.flatMap((summary) => summary.homes), ...search.loose];
        const wanted = homes.filter((unit) => matches(unit, chosen));
        expect(shown.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
        expect(search.summaries.every((summary) => summary.homes.length > 0)).toBe(true);
      }),
    );
  });

  test("puts the smaller layout first and counts available homes", () => {
    const search = searchLayouts(
      layouts,
      [
        { ...home, id: "a-1", layout: "3b", status: "sold", price: 5 },
        { ...home, id: "a-2", layout: "2c", status: "sold", price: 1 },
        { ...home, id: "a-3", layout: "2c", status: "available", price: 3 },
      ],
      {},
    );
    expect(
      search.summaries.map(({ layout, available, fromPrice }) => [layout.id, available, fromPrice]),
    ).toEqual([
      ["2c", 1, 3],
      ["3b", 0, undefined],
    ]);
  });

  test("has no count of available homes where the pack has no statuses", () => {
    const search = searchLayouts(layouts, [{ ...home, id: "a-1", layout: "2c" }], {});
    expect(search.summaries[0]?.available).toBeUndefined();
    expect(fromPriceOf(search.homes)).toBeUndefined();
  });
});
