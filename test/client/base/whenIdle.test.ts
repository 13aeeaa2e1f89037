import { afterEach, expect, test, vi } from "vitest";
import { sparesData, whenIdle } from "../../../client/base/whenIdle.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("deferred work runs once when the browser is idle, or after a delay without idle callbacks", () => {
  const idle: (() => void)[] = [];
  const call = vi.fn();
  vi.stubGlobal("requestIdleCallback", (run: () => void) => idle.push(run));
  whenIdle(call);
  expect(call).not.toHaveBeenCalled();
  idle[0]?.();
  expect(call).toHaveBeenCalledTimes(1);
  vi.stubGlobal("requestIdleCallback", undefined);
  vi.useFakeTimers();
  whenIdle(call);
  vi.advanceTimersByTime(1_999);
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(call).toHaveBeenCalledTimes(2);
});

test("nothing is fetched ahead with data saving on", () => {
  expect([sparesData({}), sparesData({ connection: {} })]).toEqual([false, false]);
  expect(sparesData({ connection: { saveData: true } })).toBe(true);
});
