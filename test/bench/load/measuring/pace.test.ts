import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "./pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("runs due turns evenly, and reports that", () => {
  const turns: number[] = [];
  const pace = new Pace([{ perSecond: 100, act: (turn) => void turns.push(turn) }]);
  pace.start();
  vi.advanceTimersByTime(95);
  expect(turns).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  pace.openWindow();
  vi.advanceTimersByTime(1000);
  expect(pace.report()).toMatchObject({ due: 100, done: 100 });
  pace.stop();
  vi.advanceTimersByTime(1000);
  expect(turns).toHaveLength(110);
});

test("yields to other work while it catches up, and skips turns that are far too late", () => {
  let done = 0;
  const pace = new Pace([
    {
      perSecond: 1000,
      act: () => {
        done += 1;
        // Each turn takes 2 ms and is due every 1 ms.
        vi.setSystemTime(Date.now() + 2);
        vi.spyOn(performance, "now").mockReturnValue(performance.now() + 2);
      },
    },
  ]);
  pace.start();
  expect(done).toBeLessThanOrEqual(2);
  pace.stop();
  vi.restoreAllMocks();
});

test("a process that slept reports lateness and missed turns", () => {
  const turns: number[] = [];
  const pace = new Pace([{ perSecond: 100, act: (turn) => void turns.push(turn) }]);
  pace.start();
  const sleptUntilMs = performance.now() + 3000;
  vi.spyOn(performance, "now").mockImplementation(() => sleptUntilMs);
  vi.advanceTimersByTime(1);
  const { due, done, lateP99Ms } = pace.report();
  expect(due).toBeCloseTo(300);
  expect(done).toBeLessThan(10);
  expect(lateP99Ms).toBeGreaterThan(2900);
  pace.stop();
  vi.restoreAllMocks();
});
