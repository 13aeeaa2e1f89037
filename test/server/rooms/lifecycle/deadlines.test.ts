import { expect, test } from "vitest";
import { Deadlines } from "../../../../server/rooms/lifecycle/deadlines.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

function openDeadlines() {
  const clock = new FakeClock();
  const calls: [string, number][] = [];
  const startMs = clock.now();
  const deadlines = new Deadlines(clock, (name) => calls.push([name, clock.now() - startMs]));
  const set = (name: string, inMs: number) => deadlines.set(name, startMs + inMs);
  return { clock, calls, deadlines, set };
}

test("each name is called once, at its time, in whichever order they were set", () => {
  const { clock, calls, set } = openDeadlines();
  set("late", 3000);
  set("early", 1000);
  set("middle", 2000);
  clock.advance(10_000);
  expect(calls).toEqual([
    ["early", 1000],
    ["middle", 2000],
    ["late", 3000],
  ]);
});

test("one that is set again is called only at its new time, later or earlier", () => {
  const { clock, calls, set } = openDeadlines();
  set("a", 1000);
  set("a", 5000);
  set("b", 6000);
  set("b", 500);
  clock.advance(10_000);
  expect(calls).toEqual([
    ["b", 500],
    ["a", 5000],
  ]);
});

test("a cleared one is not called, and one in a month not before", () => {
  const { clock, calls, deadlines, set } = openDeadlines();
  const monthMs = 31 * 24 * 60 * 60 * 1000;
  set("cleared", 1000);
  deadlines.clear("cleared");
  set("far", monthMs);
  clock.advance(monthMs - 1);
  expect(calls).toEqual([]);
  clock.advance(1);
  expect(calls).toEqual([["far", monthMs]]);
});

test("nothing is called after closing", () => {
  const { clock, calls, deadlines, set } = openDeadlines();
  set("a", 1000);
  deadlines.close();
  set("b", 1000);
  clock.advance(5000);
  expect(calls).toEqual([]);
});
