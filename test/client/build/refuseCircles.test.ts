import { expect, test } from "vitest";
import { findCircle } from "../../../client/build/refuseCircles.ts";

test.each([
  ["none", { a: ["b", "c"], b: ["c"], c: [] }, undefined],
  ["one of two", { a: ["b"], b: ["c"], c: ["b"] }, ["b", "c", "b"]],
  [
    "one of three, found from any of them",
    { x: ["c"], c: ["a"], a: ["b"], b: ["c"] },
    ["c", "a", "b", "c"],
  ],
  ["itself", { a: ["a"] }, ["a", "a"]],
  ["a file that is not of the build", { a: ["react"] }, undefined],
])("import cycles: %s", (_name, imports, circle) => {
  expect(findCircle(new Map(Object.entries(imports)))).toEqual(circle);
});
