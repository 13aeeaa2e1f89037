import { describe, expect, test } from "vitest";
import { median, pairedRatios, percentile, spreadOf } from "./statistics.ts";

describe("percentile", () => {
  test("is a measured figure, by nearest rank", () => {
    const figures = [40, 10, 30, 20];
    expect(percentile(figures, 0.5)).toBe(20);
    expect(percentile(figures, 0.51)).toBe(30);
    expect(percentile(figures, 0.99)).toBe(40);
    expect(percentile(figures, 0)).toBe(10);
  });

  test("of no figures is NaN", () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

test("the median of an even number lies between the middle two", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 2, 4, 100])).toBe(3);
});

test("a spread of no figures is undefined, not zero", () => {
  expect(spreadOf([])).toBeUndefined();
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 3, count: 3 });
});

test("ratios are of the same repetition, whatever their order", () => {
  const ours = [
    { repetition: 1, value: 10 },
    { repetition: 2, value: 90 },
    { repetition: 3, value: 1 },
  ];
  const theirs = [
    { repetition: 2, value: 100 },
    { repetition: 1, value: 20 },
    { repetition: 3, value: undefined },
  ];
  expect(pairedRatios(ours, theirs)).toEqual([0.5, 0.9]);
});
