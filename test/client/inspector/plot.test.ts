import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PLOT, roundBytes, roundCount, stepPath } from "../../../client/inspector/panels/plot.ts";

const point = (atMs: number, bytes: number, pending = 0) => ({
  atMs,
  bytes,
  structs: 0,
  tombstones: 0,
  pending,
});

describe("a scale", () => {
  test("ends at a round number at or above the value, not far above it", () => {
    const value = fc.integer({ min: 1, max: 50_000_000 });
    fc.assert(
      fc.property(value, (value) => {
        for (const top of [roundCount(value), roundBytes(value)]) {
          expect(top).toBeGreaterThanOrEqual(value);
          expect(top).toBeLessThanOrEqual(value * 2 + 1);
        }
      }),
    );
  });

  test("is round in the displayed unit of sizes", () => {
    expect([roundCount(5), roundCount(61), roundCount(3), roundCount(1000)]).toEqual([
      6, 80, 4, 1000,
    ]);
    expect([roundBytes(300), roundBytes(1500), roundBytes(38_000)]).toEqual([400, 2048, 40_960]);
  });
});

describe("a line", () => {
  test("is drawn in steps from one measurement to the next", () => {
    const points = [point(0, 0), point(500, 50), point(1000, 100)];
    expect(stepPath(points, { figure: "bytes", most: 100 })).toBe("M0 120H200V60H400V0");
  });

  test("of a single measurement is level", () => {
    expect(stepPath([point(7, 50)], { figure: "bytes", most: 100 })).toBe(`M0 60H${PLOT.width}`);
  });

  test("of thousands of measurements is short and loses no peak", () => {
    const points = Array.from({ length: 5000 }, (_, atMs) => point(atMs, 1, atMs === 1777 ? 9 : 0));
    const path = stepPath(points, { figure: "pending", most: 9 });
    expect(path).toContain("V0H");
    expect(path.split("H").length).toBeLessThanOrEqual(PLOT.width / 2 + 1);
  });
});
