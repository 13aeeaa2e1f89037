import { describe, expect, test } from "vitest";
import { placeLabels } from "../../../../../client/stage/plan/drawing/labels.ts";
import { flat } from "./flat.ts";

const words = {
  text: (text: Readonly<Record<string, string>>) => text["en"] ?? "",
  area: (area: number) => area.toFixed(1),
};
const labelled = (detail: "full" | "names" | "none", em: number) =>
  Object.fromEntries(
    placeLabels(flat, words, detail, em).map(({ room, name, area }) => [room, [name, area]]),
  );

describe("room labels", () => {
  test("give large rooms name and area, rooms under 7 m² the name only", () => {
    expect(labelled("full", 0.2)).toEqual({
      living: ["Living", "18.7"],
      bath: ["Bathroom", undefined],
      terrace: ["Terrace", undefined],
    });
  });

  test("use the short name where the long one does not fit, then nothing", () => {
    expect(labelled("full", 0.7)["bath"]).toEqual(["Bath", undefined]);
    expect(labelled("full", 3)["bath"]).toBeUndefined();
  });

  test("fall back to the area alone where no name fits", () => {
    expect(labelled("full", 1.6)["living"]).toEqual([undefined, "18.7"]);
  });

  test("name only larger rooms on small drawings", () => {
    expect(Object.keys(labelled("names", 0.2))).toEqual(["living"]);
    expect(labelled("none", 0.2)).toEqual({});
  });

  test("keep clear of furniture where there is room", () => {
    const living = placeLabels(flat, words, "full", 0.2).find(({ room }) => room === "living");
    expect(living?.at[1]).toBeGreaterThan(2.7 + 0.2);
  });
});
