import { expect, test } from "vitest";
import { comparedWith, differs } from "../../../../client/stage/compare/compared.ts";

test("a home is added to those compared, at most three and none twice", () => {
  expect(comparedWith("b-2", [])).toEqual(["b-2"]);
  expect(comparedWith("b-2", ["b-1", "b-2", "b-3", "b-4"])).toEqual(["b-2", "b-1", "b-3"]);
});

test("what one home has and another lacks is a difference", () => {
  expect(differs(["12 m²", undefined])).toBe(true);
  expect(differs(["12 m²", "12 m²"])).toBe(false);
  expect(differs(["12 m²"])).toBe(false);
});
