import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { View } from "../../../schema/presentation/presentation.ts";
import { viewExists } from "../../../schema/presentation/references.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../support/room/project.ts";

const fits = (data: unknown): boolean =>
  v.safeParse(View, { screen: "custom", name: "offer", data }).success;

describe("an embedder's custom view", () => {
  test("has a name, and may have JSON of 2 KiB at most", () => {
    expect(v.parse(View, { screen: "custom", name: "offer" })).toEqual({
      screen: "custom",
      name: "offer",
    });
    expect([1, "a", null, [1, { b: [true] }], { price: 1e6 }].every(fits)).toBe(true);
    expect(fits("a".repeat(2046))).toBe(true);
    expect(fits("a".repeat(2047))).toBe(false);
    expect(fits("ж".repeat(1023))).toBe(true);
    expect(fits("ж".repeat(1024))).toBe(false);
    expect(fits("😀".repeat(512))).toBe(false);
    for (const data of [NaN, Infinity, () => 1, 1n, Symbol("a"), { a: undefined }]) {
      expect(fits(data)).toBe(false);
    }
    expect(fits([[[[[[[1]]]]]]])).toBe(false);
    expect(v.safeParse(View, { screen: "custom", name: "no name" }).success).toBe(false);
    expect(v.safeParse(View, { screen: "custom", name: "a", more: 1 }).success).toBe(false);
  });

  test("exists where it is registered, and nowhere else", () => {
    const view = v.parse(View, { screen: "custom", name: "offer", data: { a: 1 } });
    expect(viewExists(view, indexProject(smallProject))).toBe(false);
    const customViews = [{ name: "offer", url: "https://admin.example/offer" }];
    const index = indexProject({ ...smallProject, customViews });
    expect(viewExists(view, index)).toBe(true);
    expect(viewExists({ screen: "custom", name: "other" }, index)).toBe(false);
  });
});
