import { describe, expect, test } from "vitest";
import type { Goal } from "../plan/goals.ts";
import type { SystemName } from "../plan/systems.ts";
import { judge } from "./evaluate.ts";
import type { Sample } from "./sample.ts";

const sample = (system: SystemName, repetition: number, micros: number, name = "c"): Sample => ({
  case: name,
  system,
  repetition,
  figures: { microsPerDelivery: micros },
});
const bound = (system: SystemName): Sample => ({
  case: "c",
  system,
  repetition: 1,
  figures: { loadCpuShare: 1 },
  loadBound: "load 40 ms late",
});
const goal = (measure: Goal["measure"], atMost: number): Goal => ({
  text: "",
  case: "c",
  figure: "microsPerDelivery",
  measure,
  atMost,
});
const overRelay = goal({ kind: "ratio", against: "relay" }, 0.5);

describe("a goal", () => {
  test("is met by the median of ratios that are paired within a repetition", () => {
    const samples = [
      sample("offplan", 1, 10),
      sample("relay", 1, 20),
      sample("offplan", 2, 100),
      sample("relay", 2, 400),
      sample("offplan", 3, 9),
      sample("relay", 3, 10),
    ];
    const verdict = judge(overRelay, samples);
    expect(verdict).toMatchObject({ kind: "met", value: { median: 0.5, lowest: 0.25 } });
  });

  test("is missed by the smallest excess", () => {
    const samples = [sample("offplan", 1, 10.1), sample("relay", 1, 20)];
    expect(judge(overRelay, samples).kind).toBe("missed");
  });

  test("is neither met nor missed where the load was the bottleneck, on either side", () => {
    expect(judge(overRelay, [sample("offplan", 1, 1), bound("relay")])).toEqual({
      kind: "load-bound",
    });
    expect(judge(overRelay, [bound("offplan"), sample("relay", 1, 1)]).kind).toBe("load-bound");
  });

  test("is not measured when one side is missing", () => {
    expect(judge(overRelay, [sample("offplan", 1, 1)]).kind).toBe("not measured");
  });

  test("may be a difference, an absolute value or our own growth", () => {
    const samples = [
      sample("offplan", 1, 30),
      sample("relay", 1, 20),
      sample("offplan", 1, 25, "small"),
    ];
    const value = (measure: Goal["measure"]) => judge(goal(measure, 1000), samples);
    expect(value({ kind: "difference", against: "relay" })).toMatchObject({
      value: { median: 10 },
    });
    expect(value({ kind: "absolute" })).toMatchObject({ value: { median: 30 } });
    expect(value({ kind: "growth", from: "small" })).toMatchObject({ value: { median: 1.2 } });
  });
});
