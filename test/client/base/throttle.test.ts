import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThrottle } from "../../../client/base/throttle.ts";
import { createFakeClock } from "../session/fakes.ts";

const INTERVAL_MS = 33;

function record() {
  const clock = createFakeClock();
  const runs: { readonly atMs: number; readonly value: number }[] = [];
  let value = 0;
  const throttle = createThrottle(clock, INTERVAL_MS, () =>
    runs.push({ atMs: clock.now(), value }),
  );
  const request = (next: number) => {
    value = next;
    throttle.request();
  };
  return { clock, runs, request, throttle };
}

describe("a throttle", () => {
  test("runs the first of a burst at once and the last after the interval", () => {
    const { clock, runs, request } = record();
    for (const value of [1, 2, 3]) request(value);
    expect(runs.map((run) => run.value)).toEqual([1]);
    clock.advance(INTERVAL_MS);
    expect(runs.map((run) => run.value)).toEqual([1, 3]);
  });

  test("runs what waits when it closes, and nothing after", () => {
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
