import { expect, test } from "vitest";
import type { ListContext } from "../../../../server/catalogue/list/reading.ts";
import { problemsIn, read, TOWER, unitsOf } from "./reading.ts";

test("new floors between two consecutive ones are added in order, and the others keep their ids", async () => {
  const floors = [0, 1, 12, 13].map((number) => ({
    number,
    label: number === 0 ? "G" : `${number}`,
  }));
  const context: ListContext = { ...TOWER, buildings: [{ id: "a", floors }] };
  const list = "Floor,Unit\n12B,12B1\nMezz,M01\n12,1201\n12A,12A1\n13,1301\n";
  const { units, buildings } = await read(list, context);
  expect(buildings).toEqual([
    {
      id: "a",
      floors: [
        { number: 0.5, label: "M" },
        { number: 12.5, label: "12A" },
        { number: 12.75, label: "12B" },
      ],
    },
  ]);
  expect(units.map(({ unit }) => unit.floor)).toEqual([12.75, 0.5, 12, 12.5, 13]);
  const again: ListContext = {
    ...TOWER,
    buildings: [{ id: "a", floors: [...floors, ...(buildings[0]?.floors ?? [])] }],
  };
  expect((await read(list, again)).buildings).toEqual([]);
  // In a pack's own list floors are numbers.
  const pack = "building,floor,number\na,12.5,12A1\n";
  expect((await unitsOf(pack, again))[0]?.floor).toBe(12.5);
});

test("a floor whose neighbours contradict their labels' order is reported with its cell", async () => {
  const floors = [
    { number: 1, label: "13" },
    { number: 2, label: "12" },
  ];
  const context: ListContext = { ...TOWER, buildings: [{ id: "a", floors }] };
  expect(await problemsIn("Floor,Unit\n12A,M01\n", context)).toEqual(["A2 bad_floor"]);
});
