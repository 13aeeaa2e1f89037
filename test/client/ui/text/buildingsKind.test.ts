import { expect, test } from "vitest";
import { buildingsKind } from "../../../../client/ui/text/buildingsKind.ts";

const named = (...names: (string | undefined)[]) =>
  buildingsKind(names.map((en) => (en === undefined ? {} : { name: { en } })));

test("buildings are called by the word that all their names begin with", () => {
  expect(named("Tower A", "Tower B")).toBe("towers");
  expect(named("Villa 1")).toBe("villas");
});

test("different, unknown and missing words leave them buildings", () => {
  expect(named("Tower A", "Villa 1")).toBe("buildings");
  expect(named("Tower A", undefined)).toBe("buildings");
  expect(named("constructor A", "constructor B")).toBe("buildings");
  expect(named()).toBe("buildings");
});
