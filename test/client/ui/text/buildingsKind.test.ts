import { expect, test } from "vitest";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { UnitKind } from "../../../../schema/values/unitKinds.ts";
import { buildingsKind } from "../../../../client/ui/text/buildingsKind.ts";

const named = (...names: (string | undefined)[]) =>
  buildingsKind({
    buildings: names.map((en) => (en === undefined ? {} : { name: { en } })),
    units: [],
  });

test("buildings are called by the word that all their names begin with", () => {
  expect(named("Tower A", "Tower B")).toBe("towers");
  expect(named("Villa 1")).toBe("villas");
});

test("different, unknown and missing words make them plain buildings", () => {
  expect(named("Tower A", "Villa 1")).toBe("buildings");
  expect(named("Tower A", undefined)).toBe("buildings");
  expect(named("constructor A", "constructor B")).toBe("buildings");
  expect(named()).toBe("buildings");
});

test("homes that all stand on the ground are villas or plots, whatever their groups are called", () => {
  const kindOf = (...kinds: (UnitKind | undefined)[]) =>
    buildingsKind({
      buildings: [{ name: { en: "Phase 1" } }],
      units: kinds.map((kind, at): Unit => {
        const home = { id: `p-${at}`, building: "p", floor: 0, number: "1", span: 1, aspects: [] };
        return kind === undefined ? home : Object.assign(home, { kind });
      }),
    });
  expect(kindOf("plot", "plot", "parking")).toBe("plots");
  expect(kindOf("villa", "townhouse")).toBe("villas");
  expect(kindOf("villa", undefined)).toBe("buildings");
  expect(kindOf("parking")).toBe("buildings");
});
