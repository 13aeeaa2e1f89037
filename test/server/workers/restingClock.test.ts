import { expect, test } from "vitest";
import { openRestingClock } from "../../../server/workers/room/restingClock.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const microtasks = (): Promise<void> => Promise.resolve();

test("a resting clock has no timers, and runs what fell due once it wakes", () => {
  const base = new FakeClock();
  const clock = openRestingClock(base, () => undefined);
  const calls: string[] = [];
  clock.after(60_000, () => calls.push("once"));
  clock.every(1000, () => calls.push("each second"));
  expect(base.waiting).toBe(2);
  clock.rest();
  expect(base.waiting).toBe(0);
  expect(clock.dueMs).toBe(base.now() + 60_000);
  base.advance(90_000);
  expect(calls).toEqual([]);
  clock.wake();
  base.advance(0);
  expect(calls).toEqual(["once"]);
});

test("an overdue repetition waits for a second after waking, so that a heartbeat triggers none", () => {
  const base = new FakeClock();
  const clock = openRestingClock(base, () => undefined);
  let calls = 0;
  clock.every(30_000, () => (calls += 1));
  for (let beat = 0; beat < 10; beat += 1) {
    clock.rest();
    base.advance(15_000);
    clock.wake();
    base.advance(50);
  }
  expect(calls).toBe(0);
  base.advance(1000);
  expect(calls).toBe(1);
  base.advance(29_000);
  expect(calls).toBe(1);
  base.advance(1000);
  expect(calls).toBe(2);
});

test("it is busy while a timer is due within 5 s, and reports when it no longer is", async () => {
  const base = new FakeClock();
  let settled = 0;
  const clock = openRestingClock(base, () => (settled += 1));
  const cancel = clock.after(4000, () => undefined);
  clock.after(60_000, () => undefined);
  clock.soon(() => undefined);
  expect(clock.isBusy).toBe(true);
  base.advance(0);
  await microtasks();
  expect([clock.isBusy, settled]).toEqual([true, 0]);
  cancel();
  await microtasks();
  expect([clock.isBusy, settled]).toEqual([false, 1]);
  clock.rest();
  clock.after(10, () => undefined);
  expect(base.waiting).toBe(0);
});
