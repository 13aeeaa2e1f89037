import { expect, test } from "vitest";
import type { LoadReport } from "../load/messages.ts";
import { deriveFigures } from "./derive.ts";
import { Histogram } from "./histogram.ts";

const window = {
  opened: { userMs: 100, systemMs: 50, atMs: 1000 },
  closed: { userMs: 400, systemMs: 250, atMs: 2000 },
};

function reportOf(parts: Partial<LoadReport>): LoadReport {
  const latencies = new Histogram();
  latencies.add(4);
  return {
    sent: 500,
    delivered: 1000,
    messages: 900,
    bytesIn: 80_000,
    bytesOut: 0,
    lost: 0,
    lostBecause: undefined,
    latencies: { change: latencies.pack(), pointer: [] },
    health: { cpuShare: 0.5, lateP99Ms: 1, keptShare: 1 },
    ...parts,
  };
}

test("CPU is user plus system time, divided by the deliveries of all processes", () => {
  const { figures } = deriveFigures(window, [reportOf({}), reportOf({ sent: 0 })], 4);
  expect(figures.cpuShare).toBeCloseTo(0.5);
  expect(figures.microsPerDelivery).toBeCloseTo(250);
  expect(figures.bytesPerDelivery).toBeCloseTo(80);
  expect(figures.deliveredShare).toBeCloseTo(1);
  expect(figures.changeP50Ms).toBeGreaterThan(3.9);
});

test("unmeasured figures are absent", () => {
  expect(deriveFigures(window, [reportOf({})], 2).figures).not.toHaveProperty("pointerP50Ms");
});

test("no figure of the server is reported when the load was too slow", () => {
  const slow = reportOf({ health: { cpuShare: 0.97, lateP99Ms: 1, keptShare: 1 } });
  const { figures, loadBound } = deriveFigures(window, [slow], 2);
  expect(figures).toEqual({ loadCpuShare: 0.97 });
  expect(loadBound).toBe("load at 97 % of its core");
});

test("lost connections are reported, with the first reason", () => {
  const lossy = reportOf({ lost: 3, lostBecause: "closed with 4429" });
  expect(deriveFigures(window, [reportOf({}), lossy], 2).lost).toBe("3: closed with 4429");
});
