import { describe, expect, test } from "vitest";
import { createThrottle } from "../../../client/ui/throttle.ts";
import { createFakeTiming } from "./fakeTiming.ts";

function setUp() {
  const timing = createFakeTiming();
  const passed: number[] = [];
  const throttle = createThrottle(33, timing, (value: number) => passed.push(value));
  return { timing, passed, throttle };
}

describe("a throttle", () => {
  test("passes the first at once and the latest of the interval after it", () => {
    const { timing, passed, throttle } = setUp();
    for (const value of [1, 2, 3]) throttle.push(value);
    expect(passed).toEqual([1]);
    timing.advance(33);
    expect(passed).toEqual([1, 3]);
  });

  test("calls at most once an interval however often it is pushed", () => {
    const { timing, passed, throttle } = setUp();
    for (let ms = 0; ms < 990; ms += 1) {
      throttle.push(ms);
      timing.advance(1);
    }
    expect(passed.length).toBeGreaterThan(25);
    expect(passed.length).toBeLessThanOrEqual(31);
  });

  test("passes the next at once after a pause", () => {
    const { timing, passed, throttle } = setUp();
    throttle.push(1);
    timing.advance(500);
    throttle.push(2);
    expect(passed).toEqual([1, 2]);
  });

  test("drops what waits when it is cancelled, and can be pushed again", () => {
    const { timing, passed, throttle } = setUp();
    throttle.push(1);
    throttle.push(2);
    throttle.cancel();
    timing.advance(100);
    expect(passed).toEqual([1]);
    throttle.push(3);
    expect(passed).toEqual([1, 3]);
  });
});
