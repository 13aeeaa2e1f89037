import { expect, test } from "vitest";
import { whyLoadBound } from "./loadBound.ts";

const healthy = { cpuShare: 0.6, lateP99Ms: 2, keptShare: 1 };

test("a load with spare time is valid", () => {
  expect(whyLoadBound([healthy, { cpuShare: 0.85, lateP99Ms: 25, keptShare: 0.98 }])).toBe(
    undefined,
  );
});

test.each([
  [{ ...healthy, cpuShare: 0.86 }, "load at 86 % of its core"],
  [{ ...healthy, lateP99Ms: 26 }, "load 26 ms late"],
  [{ ...healthy, keptShare: 0.97 }, "load sent 97 % of its due"],
])("one process that was too slow makes the figures invalid: %o", (slow, why) => {
  expect(whyLoadBound([healthy, slow, healthy])).toBe(why);
});
