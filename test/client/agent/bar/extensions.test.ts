import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extensionsOf, minutesFromNow } from "../../../../client/agent/bar/extensions.ts";

const NOW = Date.parse("2026-01-01T10:00:00.000Z");
const inMinutes = (minutes: number) => NOW + minutes * 60_000;
const until = (leftMinutes: number) =>
  extensionsOf(inMinutes(leftMinutes), NOW).map(({ untilMs }) => (untilMs - NOW) / 60_000);

describe("more time for a presentation", () => {
  test("is added to what is left: 15 minutes more with 59 left are 74", () => {
    expect(minutesFromNow(inMinutes(59), NOW, 15)).toBe(74);
    expect(until(59)).toEqual([74, 119, 299, 1440]);
  });

  test("counts from now when no time is left", () => {
    expect(minutesFromNow(inMinutes(-3), NOW, 15)).toBe(15);
  });

  test("is at most a day from now, is offered once, and not if a day is left already", () => {
    expect(until(1430)).toEqual([1440]);
    expect(extensionsOf(inMinutes(1430), NOW)).toMatchObject([{ minutes: 15, longest: true }]);
    expect(until(1440)).toEqual([]);
    expect(until(1300)).toEqual([1315, 1360, 1440]);
  });

  test("never shortens, whatever is left and whatever is chosen", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1440, noNaN: true }), fc.nat(1440), (left, more) => {
        expect(minutesFromNow(inMinutes(left), NOW, more)).toBeGreaterThanOrEqual(left - 1e-6);
        const ends = [left, ...until(left)];
        expect(ends).toEqual(ends.toSorted((one, other) => one - other));
      }),
    );
  });
});
