import { expect, test } from "vitest";
import { floorLabel } from "../../../../client/stage/home/floorLabel.ts";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";

const words = { number: String };
const floors = new Map([
  [0, "G"],
  [5, "12A"],
]);
const index = {
  floor: (_building: string, number: number) => {
    const label = floors.get(number);
    return label === undefined ? undefined : { number, label };
  },
};
const home = (more: Partial<Unit>): Unit => ({
  id: "a-1",
  building: "a",
  floor: 0,
  number: "1",
  span: 1,
  aspects: [],
  ...more,
});

test.each([
  [{ floor: 5 }, "12A"],
  [{ floor: 7 }, "7"],
  [{ floor: 0, topFloor: 5 }, "G–12A"],
  [{ kind: "parking" as const, floor: 0 }, "G"],
  [{ kind: "villa" as const }, undefined],
  [{ kind: "plot" as const }, undefined],
])("the floor of %j is %s", (more, label) => {
  expect(floorLabel(home(more), index, words)).toBe(label);
});
