import fc from "fast-check";
import { expect, test } from "vitest";
import { Histogram } from "./histogram.ts";
import { percentile } from "./statistics.ts";

const durations = fc.array(fc.double({ min: 0.01, max: 100_000, noNaN: true }), { minLength: 1 });
const of = (figures: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const figure of figures) histogram.add(figure);
  return histogram;
};

test("a percentile equals that of the figures, within 2 %", () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99), (figures, share) => {
      const exact = percentile(figures, share);
      const told = of(figures).percentile(share) ?? 0;
      expect(Math.abs(told / exact - 1)).toBeLessThan(0.02);
    }),
  );
});

test("merged histograms equal one of all figures", () => {
  fc.assert(
    fc.property(durations, durations, (one, other) => {
      const merged = Histogram.merge([of(one).pack(), of(other).pack()]);
      const whole = of([...one, ...other]);
      expect(merged.pack()).toEqual(whole.pack());
      expect(merged.total).toBe(one.length + other.length);
    }),
  );
});

test("an empty histogram has no percentile, even after being cleared", () => {
  const histogram = of([1, 2]);
  histogram.clear();
  expect(histogram.percentile(0.5)).toBeUndefined();
});
