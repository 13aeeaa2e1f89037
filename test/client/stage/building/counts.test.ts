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

test("homes are counted by status, and the lowest price is of an available one", () => {
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

test("a pack without statuses and prices is reported as such", () => {
  expect(countHomes([home({}), home({})])).toMatchObject({
    total: 2,
    known: false,
    lowestPrice: undefined,
    priced: false,
  });
});

test("a sold out building has prices, but no starting price", () => {
  expect(countHomes([home({ status: "sold", price: 100 })])).toMatchObject({
    priced: true,
    lowestPrice: undefined,
  });
});

test("parking, storage and shops are not homes: neither counted nor in the starting price", () => {
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
