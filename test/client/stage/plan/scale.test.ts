import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dimensionsOf } from "../../../../client/stage/plan/drawing/DimensionLines.tsx";
import { doorPaths } from "../../../../client/stage/plan/drawing/doors.ts";
import {
  commonScale,
  listScale,
  placeInRows,
  scaleBarMetres,
} from "../../../../client/stage/plan/scale.ts";
import { flat } from "./drawing/flat.ts";

const length = fc.double({ min: 1, max: 40, noNaN: true });

describe("one scale for all", () => {
  test("fits every plan and fills the room with one of them", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(length, length), { minLength: 1 }), (sizes) => {
        const room = { widthPixels: 400, heightPixels: 260 };
        const scale = commonScale(sizes, room);
        const shares = sizes.map(([width, height]) =>
          Math.max((width * scale) / room.widthPixels, (height * scale) / room.heightPixels),
        );
        expect(Math.max(...shares)).toBeCloseTo(1);
      }),
    );
  });

  test("is undefined where there is nothing to scale", () => {
    expect(commonScale([], { widthPixels: 400, heightPixels: 260 })).toBe(0);
  });
});

describe("the scale of a list", () => {
  const column = { widthPixels: 350, heightPixels: 260 };
  const flats = [
    [5, 10],
    [11.5, 10],
    [12.7, 10.6],
    [14.9, 11.8],
  ] as const;

  test("fits all plans of usual size into a column", () => {
    expect(listScale(flats, column, 860)).toBe(commonScale(flats, column));
  });

  test("is not made small by one penthouse, which still fits the row", () => {
    const scale = listScale([...flats, [19.9, 26.6]], column, 860);
    expect(scale).toBe(commonScale(flats, column));
    expect(19.9 * scale).toBeLessThanOrEqual(860);
  });

  test("never lets any plan leave the row", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(length, length), { minLength: 1 }), (sizes) => {
        const scale = listScale(sizes, column, 860);
        expect(Math.max(...sizes.map(([width]) => width)) * scale).toBeLessThanOrEqual(860.001);
      }),
    );
  });
});

test("an item that spans a row begins and ends it, and none is alone beside a gap before it", () => {
  expect(placeInRows([false, false, false, true, false], 2)).toEqual([
    { spans: false, first: true, last: false },
    { spans: false, first: false, last: true },
    { spans: true, first: true, last: true },
    { spans: true, first: true, last: true },
    { spans: false, first: true, last: false },
  ]);
});

test("a scale bar has a round length within its share of the width", () => {
  expect(scaleBarMetres(11.5)).toBe(4);
  expect(scaleBarMetres(4.9)).toBe(1);
  expect(scaleBarMetres(2)).toBe(1);
});

test("dimensions run from corner to corner over the walls that meet the side", () => {
  expect(dimensionsOf(flat)).toEqual({ columns: [0.15, 5.15, 8.15], rows: [1.5, 5.5] });
});

describe("a door", () => {
  const door = { hinge: [0, 0], latch: [1, 0] } as const;

  test("opens to its left seen from hinge to latch", () => {
    expect(doorPaths({ ...door, swing: "left" }).leaf).toBe("M0 0L0 -1");
  });

  test("opens to its right, and the arc ends at the latch", () => {
    const { leaf, swing } = doorPaths({ ...door, swing: "right" });
    expect(leaf).toBe("M0 0L0 1");
    expect(swing).toMatch(/ 0 0 0 1 0$/);
  });
});
