import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThrottle } from "../../../client/base/throttle.ts";
import { createFakeClock } from "../session/fakes.ts";

const INTERVAL_MS = 33;

function record() {
  const clock = createFakeClock();
  const runs: { readonly atMs: number; readonly value: number }[] = [];
  const throttle = createThrottle(clock, INTERVAL_MS, (value: number) =>
    runs.push({ atMs: clock.now(), value }),
  );
  return { clock, runs, request: throttle.push, throttle };
}

describe("a throttle", () => {
  test("calls at most once an interval, however often values are pushed", () => {
    const { clock, runs, throttle } = record();
    for (let ms = 0; ms < 990; ms += 1) {
      throttle.push(ms);
      clock.advance(1);
    }
    expect(runs.length).toBeGreaterThan(25);
    expect(runs.length).toBeLessThanOrEqual(31);
  });

  test("passes the next at once after a pause", () => {
    const { clock, runs, throttle } = record();
    throttle.push(1);
    clock.advance(500);
    throttle.push(2);
    expect(runs.map((run) => run.value)).toEqual([1, 2]);
  });

  test("drops the waiting value when cancelled, and accepts another", () => {
    const { clock, runs, throttle } = record();
    throttle.push(1);
    throttle.push(2);
    throttle.cancel();
    clock.advance(100);
    expect(runs.map((run) => run.value)).toEqual([1]);
    throttle.push(3);
    expect(runs.map((run) => run.value)).toEqual([1, 3]);
  });

  test("passes an urgent value at once, in place of the waiting one", () => {
    const { clock, runs, throttle } = record();
    for (const value of [1, 2]) throttle.push(value);
    throttle.pushNow(3);
    throttle.push(4);
    clock.advance(INTERVAL_MS);
    expect(runs).toEqual([
      { atMs: runs[0]?.atMs, value: 1 },
      { atMs: runs[0]?.atMs, value: 3 },
      { atMs: (runs[0]?.atMs ?? 0) + INTERVAL_MS, value: 4 },
    ]);
  });

  test("runs the first of a burst at once and the last after the interval", () => {
    const { clock, runs, request } = record();
    for (const value of [1, 2, 3]) request(value);
    expect(runs.map((run) => run.value)).toEqual([1]);
    clock.advance(INTERVAL_MS);
    expect(runs.map((run) => run.value)).toEqual([1, 3]);
  });

  test("runs the waiting call when it closes, and nothing after", () => {
    const { clock, runs, request, throttle } = record();
    for (const value of [1, 2]) request(value);
    throttle.close();
    request(3);
    clock.advance(1_000);
    expect(runs.map((run) => run.value)).toEqual([1, 2]);
  });

  test("keeps the interval and never loses the last value, for any rhythm", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (pausesMs) => {
        const { clock, runs, request } = record();
        for (const [value, pauseMs] of pausesMs.entries()) {
          clock.advance(pauseMs);
          request(value);
        }
        clock.advance(INTERVAL_MS);
        const gapsMs = runs
          .slice(1)
          .map((run, place) => run.atMs - (runs[place]?.atMs ?? run.atMs));
        expect(gapsMs.every((gapMs) => gapMs >= INTERVAL_MS)).toBe(true);
        expect(runs.at(-1)?.value).toBe(pausesMs.length - 1);
      }),
    );
  });
});
