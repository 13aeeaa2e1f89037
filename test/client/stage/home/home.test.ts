import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutBoard } from "../../../../client/stage/building/board/board.ts";
import { facingOf } from "../../../../client/stage/home/homeFacts.ts";
import { paymentAmounts, pricePerArea, toWhole } from "../../../../client/stage/home/money.ts";
import { availableSisters, neighboursOf } from "../../../../client/stage/home/neighbours.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { flat } from "../plan/drawing/flat.ts";

describe("money", () => {
  test("that was calculated is whole, unless it is small", () => {
    const dinar = { currency: "KWD", digits: 3 };
    expect(toWhole(1_888_889, dinar)).toBe(1_889_000);
    expect(toWhole(12_345, dinar)).toBe(12_345);
  });

  test("a payment plan's amounts add up to the price", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000_000 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        (price, weights) => {
          const total = weights.reduce((a, b) => a + b, 0);
          const amounts = paymentAmounts(
            price,
            weights.map((weight) => (weight / total) * 100),
          );
          expect(amounts.reduce((a, b) => a + b, 0)).toBe(price);
        },
      ),
    );
  });

  test("for an area needs both a price and an area", () => {
    expect(pricePerArea({ price: 298_000_000, area: 94 }, "m2")).toBe(3_170_213);
    expect(pricePerArea({ price: 298_000_000, area: 94 }, "sqft")).toBe(294_522);
    expect(pricePerArea({ area: 94 }, "m2")).toBeUndefined();
    expect(pricePerArea({ price: 1, area: 0 }, "m2")).toBeUndefined();
    expect(pricePerArea({ price: 1, area: 1, status: "sold" }, "m2")).toBeUndefined();
  });
});

const unit = (id: string, floor: number, more: Partial<Unit> = {}): Unit => ({
  id,
  building: "b",
  number: id,
  floor,
  span: 1,
  aspects: [],
  ...more,
});

const boardOf = (units: readonly Unit[]) =>
  layoutBoard(
    {
      id: "b",
      label: "B",
      floors: [1, 2, 3, 4, 5, 6].map((number) => ({ number, label: String(number) })),
    },
    units,
  );

describe("the homes above and below", () => {
  const tower = [
    unit("b-304", 3, { position: 4 }),
    unit("b-305", 3, { position: 5 }),
    unit("b-504", 5, { position: 4 }),
    unit("b-ph", 6, { position: 2, span: 5 }),
  ];

  test("are in the same column, skipping floors without one", () => {
    const middle = tower[2];
    if (middle === undefined) throw new Error("no home");
    expect(neighboursOf(middle, boardOf(tower)).below?.id).toBe("b-304");
    expect(neighboursOf(middle, boardOf(tower)).above?.id).toBe("b-ph");
  });

  test("end at the ground and the top", () => {
    const [ground] = tower;
    if (ground === undefined) throw new Error("no home");
    expect(neighboursOf(ground, boardOf(tower)).below).toBeUndefined();
  });

  test("are in one line where no home has a position, whatever the order of the list", () => {
    const line = ["304", "103", "104", "203"].map((number) =>
      unit(`b-${number}`, Number(number.charAt(0)), { number }),
    );
    const [top, , ground] = line;
    if (top === undefined || ground === undefined) throw new Error("no home");
    expect(neighboursOf(ground, boardOf(line)).above?.id).toBe("b-304");
    expect(neighboursOf(top, boardOf(line)).below?.id).toBe("b-104");
    expect(neighboursOf(ground, boardOf(line)).below).toBeUndefined();
  });

  test("are the next by number where no column is known", () => {
    const row = ["V10", "V9", "V8"].map((number) => unit(`b-${number}`, 1, { number }));
    const [, middle] = row;
    if (middle === undefined) throw new Error("no home");
    expect(neighboursOf(middle, boardOf(row)).above?.id).toBe("b-V10");
    expect(neighboursOf(middle, boardOf(row)).below?.id).toBe("b-V8");
  });
});

test("similar homes are available, of the same layout, the nearest first", () => {
  const sold = unit("b-1204", 12, { layout: "2c", status: "sold" });
  const all = [
    sold,
    unit("b-1404", 14, { layout: "2c", status: "available" }),
    unit("b-1104", 11, { layout: "2c", status: "available" }),
    unit("b-1304", 13, { layout: "2c", status: "reserved" }),
    unit("b-1205", 12, { layout: "3b", status: "available" }),
    unit("a-1204", 12, { building: "a", layout: "2c", status: "available" }),
  ];
  expect(availableSisters(sold, all, 3).map(({ id }) => id)).toEqual([
    "b-1104",
    "b-1404",
    "a-1204",
  ]);
});

describe("the direction a home faces", () => {
  test("is that of most of its glass, turned by north", () => {
    expect(facingOf(flat)).toBe("nw");
    expect(facingOf({ ...flat, northDegrees: 0 })).toBe("n");
    expect(facingOf({ ...flat, northDegrees: 180 })).toBe("s");
  });

  test("is unknown without north or glass", () => {
    const { northDegrees: _north, ...unknown } = flat;
    expect(facingOf(unknown)).toBeUndefined();
    expect(facingOf({ ...flat, windows: [] })).toBeUndefined();
  });
});
