import { expect, test } from "vitest";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { countHomes } from "../../../../client/stage/building/counts.ts";

const home = (more: Partial<Unit>): Unit => ({
  id: "b-1",
  building: "b",
  floor: 1,
  number: "1",
  span: 1,
  aspects: [],
  ...more,
});

test("homes are counted by status, and the lowest price is one that can still be had", () => {
  const counts = countHomes([
    home({ status: "available", price: 300 }),
    home({ status: "available", price: 200 }),
    home({ status: "reserved", price: 150 }),
    home({ status: "sold", price: 100 }),
  ]);
  expect(counts).toEqual({
    total: 4,
    byStatus: { available: 2, reserved: 1, sold: 1 },
    known: true,
    lowestPrice: 200,
    priced: true,
  });
});

test("a pack without statuses and prices says so", () => {
  expect(countHomes([home({}), home({})])).toMatchObject({
    total: 2,
    known: false,
    lowestPrice: undefined,
    priced: false,
  });
});

test("a building whose last homes are sold has prices, but none from which it starts", () => {
  expect(countHomes([home({ status: "sold", price: 100 })])).toMatchObject({
    priced: true,
    lowestPrice: undefined,
  });
});

test("parking, storage and shops are no homes: neither counted nor the price that homes start from", () => {
  const counts = countHomes([
    home({ status: "available", price: 900 }),
    home({ kind: "villa", status: "sold", price: 800 }),
    home({ kind: "parking", status: "available", price: 10 }),
    home({ kind: "storage", status: "available", price: 5 }),
    home({ kind: "commercial", status: "reserved", price: 7 }),
  ]);
  expect(counts).toMatchObject({
    total: 2,
    byStatus: { available: 1, reserved: 0, sold: 1 },
    lowestPrice: 900,
  });
});
