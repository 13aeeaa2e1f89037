import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFigure } from "../../../../client/stage/layouts/filters/figures.ts";
import { histogram } from "../../../../client/stage/layouts/filters/range/histogram.ts";
import {
  handlesOf,
  rangeOf,
  trackOf,
  typedRange,
} from "../../../../client/stage/layouts/filters/range/ranges.ts";

const values = fc.array(fc.integer({ min: 1, max: 20_000_000 }), { minLength: 2, maxLength: 60 });

describe("a histogram", () => {
  test("counts every value once", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (all, parts) => {
        const counts = histogram(all, { min: 5, max: 10_000_000 }, parts);
        expect(counts.length).toBe(parts);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(all.length);
      }),
    );
  });

  test("puts the ends into the first and the last part", () => {
    expect(histogram([0, 4.9, 5, 10], { min: 0, max: 10 }, 2)).toEqual([2, 2]);
  });
});

describe("a track", () => {
  test("begins below the least value and marks an end below the greatest", () => {
    fc.assert(
      fc.property(values, (all) => {
        const track = trackOf(all, "price");
        expect(track === undefined).toBe(new Set(all).size === 1);
        const { min, max, isOpen } = track ?? { min: 0, max: Infinity, isOpen: false };
        expect(min).toBeLessThanOrEqual(Math.min(...all));
        expect(max).toBeGreaterThan(min);
        expect(isOpen).toBe(max < Math.max(...all));
      }),
    );
  });

  test("is absent where all homes are the same or nothing is known", () => {
    expect(trackOf([], "area")).toBeUndefined();
    expect(trackOf([70, 70], "area")).toBeUndefined();
  });

  test("does not let one penthouse take most of it", () => {
    const homes = Array.from({ length: 100 }, (_, at) => 1_000_000 + at * 10_000);
    expect(trackOf([...homes, 15_000_000], "price")).toMatchObject({
      max: 1_970_000,
      isOpen: true,
    });
  });
});

describe("handles and ranges", () => {
  const track = { min: 0, max: 100, step: 1, isOpen: false };

  test("a handle at its end does not filter", () => {
    expect(rangeOf([0, 100], track)).toBeUndefined();
    expect(rangeOf([10, 100], track)).toEqual({ min: 10 });
  });

  test("a value beyond the track is placed at its end", () => {
    expect(handlesOf({ min: -5, max: 900 }, track)).toEqual([0, 100]);
  });

  test("a typed end never inverts the range", () => {
    expect(typedRange({ min: 10, max: 20 }, 0, 30, track)).toEqual({ min: 20, max: 20 });
    expect(typedRange({ min: 10 }, 1, 5, track)).toEqual({ min: 10, max: 10 });
  });

  test("a typed figure may lie beyond an open track", () => {
    const open = { ...track, isOpen: true };
    expect(typedRange(undefined, 1, 400, open)).toEqual({ max: 400 });
    expect(typedRange({ max: 50 }, 1, 100, open)).toBeUndefined();
  });
});

test.each([
  ["2.4", 2_400_000],
  ["2,4 M", 2_400_000],
  ["2.400.000", 2_400_000],
  ["2 400 000 AED", 2_400_000],
  ["AED 2,400,000", 2_400_000],
  ["920000", 920_000],
])("a price typed as %s is read", (text, price) => {
  expect(readFigure(text, { scale: 1_000_000, greatest: 14_800_000 })).toBe(price);
});

test("areas are never read in millions, and other text is no number", () => {
  expect(readFigure("80 m²", { scale: 1, greatest: 212 })).toBe(80);
  expect(readFigure("84,5", { scale: 1, greatest: 212 })).toBe(84.5);
  expect(readFigure("any", { scale: 1_000_000, greatest: 14_800_000 })).toBeUndefined();
});
