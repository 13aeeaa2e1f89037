import fc from "fast-check";
import { expect, test } from "vitest";
import { msToNextMinute, timeLeft } from "../../../client/buyer/timeLeft.ts";

const MINUTE_MS = 60_000;
const NOW_MS = 5_000_000;

test.each([
  [47 * MINUTE_MS + 12_000, { unit: "minutes", count: 47, ending: false }],
  [119 * MINUTE_MS + 59_999, { unit: "minutes", count: 119, ending: false }],
  [120 * MINUTE_MS, { unit: "hours", count: 2, ending: false }],
  [24 * 60 * MINUTE_MS - 1, { unit: "hours", count: 23, ending: false }],
  [5 * MINUTE_MS + 1, { unit: "minutes", count: 5, ending: false }],
  [5 * MINUTE_MS, { unit: "minutes", count: 5, ending: true }],
  [MINUTE_MS, { unit: "minutes", count: 1, ending: true }],
  [MINUTE_MS - 1, { unit: "moments", ending: true }],
  [0, { unit: "moments", ending: true }],
  [-MINUTE_MS, { unit: "moments", ending: true }],
])("%d ms", (leftMs, left) => {
  expect(timeLeft(NOW_MS + leftMs, NOW_MS)).toEqual(left);
});

test("the text changes at the next full minute and not before, and never exceeds the time left", () => {
  fc.assert(
    fc.property(fc.integer({ min: MINUTE_MS, max: 100 * MINUTE_MS }), (leftMs) => {
      const expiresAtMs = NOW_MS + leftMs;
      const count = (nowMs: number) => {
        const left = timeLeft(expiresAtMs, nowMs);
        return left.unit === "moments" ? 0 : left.count;
      };
      const waitMs = msToNextMinute(expiresAtMs, NOW_MS);
      expect(count(NOW_MS) * MINUTE_MS).toBeLessThanOrEqual(leftMs);
      expect(count(NOW_MS + waitMs - 1)).toBe(count(NOW_MS));
      expect(count(NOW_MS + waitMs)).toBe(count(NOW_MS) - 1);
    }),
  );
});

test("after the end the clock still advances", () => {
  expect(msToNextMinute(NOW_MS, NOW_MS + 1)).toBeGreaterThan(0);
});
