import { describe, expect, test } from "vitest";
import { chooseLabels, type LabelWish } from "../../../../client/stage/picture/labels.ts";
import {
  boundsOf,
  contains,
  labelPointOf,
  pathOf,
} from "../../../../client/stage/picture/outline.ts";

const viewport = { width: 400, height: 300 };

/** An outline of 100 × 100 with a label of 60 × 20 in its middle. */
const wish = (x: number, y: number, pinned = false): LabelWish => ({
  thing: { x, y, width: 100, height: 100 },
  label: { x: x + 20, y: y + 40, width: 60, height: 20 },
  pinned,
});

const shown = (...wishes: LabelWish[]) =>
  [...chooseLabels(wishes, viewport)].toSorted((a, b) => a - b);

describe("labels on a picture", () => {
  test("are shown where their things are in sight", () => {
    expect(shown(wish(0, 0), wish(200, 100))).toEqual([0, 1]);
  });

  test("hide when less than three fifths of their thing is in sight", () => {
    expect(shown(wish(-45, 0))).toEqual([]);
    expect(shown(wish(-5, 0))).toEqual([0]);
  });

  test("are hidden rather than cut", () => {
    const cut = { ...wish(-30, 0), label: { x: -20, y: 40, width: 60, height: 20 } };
    expect(shown(cut)).toEqual([]);
  });

  test("are shown on a thing that fills the viewport", () => {
    const huge: LabelWish = {
      thing: { x: -500, y: -500, width: 1400, height: 1300 },
      label: { x: 170, y: 140, width: 60, height: 20 },
      pinned: false,
    };
    expect(shown(huge)).toEqual([0]);
  });

  test("do not overlap: the earlier stays, unless the later is pinned", () => {
    expect(shown(wish(100, 100), wish(120, 105))).toEqual([0]);
    expect(shown(wish(100, 100), wish(120, 105, true))).toEqual([1]);
  });

  test("may touch", () => {
    expect(shown(wish(100, 100), wish(155, 100))).toEqual([0, 1]);
  });
});

describe("an outline", () => {
  const corner = [
    [0, 0],
    [100, 0],
    [100, 20],
    [20, 20],
    [20, 100],
    [0, 100],
  ] as const;

  test("is a closed path with a box", () => {
    expect(
      pathOf([
        [1, 2],
        [3, 4],
        [5, 0],
      ]),
    ).toBe("M1 2L3 4L5 0Z");
    expect(boundsOf(corner)).toEqual({ x: 0, y: 0, width: 100, height: 100 });
  });

  test("contains the points inside it", () => {
    expect(contains(corner, [10, 90])).toBe(true);
    expect(contains(corner, [60, 60])).toBe(false);
  });

  test("has its label at its centre of gravity, or in the middle of its box if that lies outside", () => {
    const square = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ] as const;
    expect(labelPointOf(square)).toEqual([5, 5]);
    expect(labelPointOf([...square, [0, 0]])).toEqual([5, 5]);
    expect(labelPointOf(corner)).toEqual([50, 50]);
  });
});
