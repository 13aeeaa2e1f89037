import { describe, expect, test } from "vitest";
import { DRAW_MS, RenderScheduler } from "../../../client/inspector/renderScheduler.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const FRAME_MS = 16;

/** A fake observer that reports visibility on demand. */
class FakeSight {
  static last: FakeSight | undefined;
  readonly observed = new Set<Element>();
  readonly #changed: (changes: { target: Element; isIntersecting: boolean }[]) => void;
  constructor(changed: (changes: { target: Element; isIntersecting: boolean }[]) => void) {
    this.#changed = changed;
    FakeSight.last = this;
  }
  observe(element: Element): void {
    this.observed.add(element);
  }
  unobserve(element: Element): void {
    this.observed.delete(element);
  }
  show(target: Element, isIntersecting: boolean): void {
    this.#changed([{ target, isIntersecting }]);
  }
}

function openRenderScheduler() {
  const clock = new FakeClock(0);
  const turns = new RenderScheduler(
    clock,
    (call) => clock.after(FRAME_MS, call),
    FakeSight as unknown as typeof IntersectionObserver,
  );
  const drawn: { name: string; atMs: number }[] = [];
  const join = (name: string, look: (nowMs: number) => unknown, place?: Element) =>
    turns.join({ look, draw: (atMs) => drawn.push({ name, atMs }), place });
  /** The busiest page: a change in every frame. */
  const run = (forMs: number) => {
    for (let ms = 0; ms < forMs; ms += FRAME_MS) {
      turns.touch();
      clock.advance(FRAME_MS);
    }
  };
  return { clock, turns, drawn, join, run };
}

describe("at any rate of changes", () => {
  test("one part is drawn per frame, each at most four times a second, and all equally often", () => {
    const { drawn, join, run } = openRenderScheduler();
    let changes = 0;
    for (const name of ["a", "b", "c", "d", "e", "f", "g"]) join(name, () => (changes += 1));
    run(10_000);
    const moments = drawn.map(({ atMs }) => atMs);
    expect(new Set(moments).size).toBe(moments.length);
    for (const name of ["a", "b", "c", "d", "e", "f", "g"]) {
      const own = drawn.filter((one) => one.name === name).map(({ atMs }) => atMs);
      expect(own.length).toBeGreaterThan(30);
      const gaps = own.slice(1).map((atMs, position) => atMs - (own[position] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(DRAW_MS);
    }
  });

  test("an unchanged part is not drawn", () => {
    const { drawn, join, run } = openRenderScheduler();
    let changes = 0;
    join("still", () => 0);
    join("busy", () => (changes += 1));
    run(2000);
    expect(drawn.filter(({ name }) => name === "still")).toHaveLength(1);
  });
});

test("a single change is drawn, and then no frames are requested", () => {
  const { clock, turns, drawn, join } = openRenderScheduler();
  let value = 0;
  join("a", () => value);
  clock.advance(FRAME_MS);
  value = 1;
  turns.touch();
  clock.advance(DRAW_MS + 2 * FRAME_MS);
  expect(drawn).toHaveLength(2);
  clock.advance(900);
  expect(drawn).toHaveLength(2);
});

test("a part that shows the time is drawn every second by itself", () => {
  const { clock, drawn, join } = openRenderScheduler();
  join("clock", (nowMs) => Math.floor(nowMs / 1000));
  clock.advance(10_500);
  expect(drawn.length).toBeGreaterThanOrEqual(10);
  expect(drawn.length).toBeLessThanOrEqual(12);
});

test("nothing is drawn in a hidden page or out of sight; changes made meanwhile are drawn after", () => {
  const { turns, drawn, join, run } = openRenderScheduler();
  const place = {} as Element;
  let value = 0;
  join("a", () => (value += 1), place);
  run(1000);
  expect(drawn).toEqual([]);
  FakeSight.last?.show(place, true);
  run(500);
  expect(drawn.length).toBeGreaterThan(0);
  turns.watch(false);
  const before = drawn.length;
  run(1000);
  expect(drawn).toHaveLength(before);
  turns.watch(true);
  run(500);
  expect(drawn.length).toBeGreaterThan(before);
});

test("a removed part is never drawn again, and without parts no timer remains", () => {
  const { clock, turns, drawn, join } = openRenderScheduler();
  const place = {} as Element;
  const leave = join("a", () => drawn.length, place);
  join("b", () => 0)();
  leave();
  expect(FakeSight.last?.observed.size).toBe(0);
  turns.touch();
  clock.advance(5000);
  expect(drawn).toEqual([]);
  expect(clock.waiting).toBe(0);
});
