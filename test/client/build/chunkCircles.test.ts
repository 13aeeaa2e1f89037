import { expect, test } from "vitest";
import { findCircle } from "../../../client/build/chunkCircles.ts";

const filesOf = (files: Record<string, readonly string[]>) => new Map(Object.entries(files));

test("files of a build that import each other in a circle are found, and no others", () => {
  const apart = {
    entry: ["page", "shared"],
    page: ["shared", "vendor"],
    shared: ["vendor"],
    vendor: [],
  };
  expect(findCircle(filesOf(apart))).toBeUndefined();
  expect(findCircle(filesOf({ ...apart, vendor: ["page"] }))).toEqual(["page", "shared", "vendor"]);
  expect(findCircle(filesOf({ one: ["one"] }))).toEqual(["one"]);
  expect(findCircle(filesOf({}))).toBeUndefined();
});
