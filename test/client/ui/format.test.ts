import { describe, expect, test } from "vitest";
import { createFormat } from "../../../client/ui/format.ts";

describe("amounts", () => {
  test("Arabic writes Latin digits", () => {
    expect(createFormat("ar").number(2980)).toBe("2,980");
  });

  test("areas keep what the pack says, and turn into square feet", () => {
    expect(createFormat("en").area(84.92, "m2")).toBe("84.92 m²");
    expect(createFormat("en").area(94, "sqft")).toBe("1,012 sq ft");
    expect(createFormat("en").areaFigure(94, "sqft")).toBe("1,012");
    expect(createFormat("en").areaRange(71.58, 73.66, "m2")).toBe("\u206671.58–73.66\u2069 m²");
    expect(createFormat("en").areaRange(94, 94.01, "sqft")).toBe("1,012 sq ft");
  });
});

describe("texts of a pack", () => {
  test("are in the viewer's language, else in English, else in what there is", () => {
    const russian = createFormat("ru");
    expect(russian.text({ en: "Tower", ru: "Башня" })).toBe("Башня");
    expect(russian.text({ en: "Tower", ar: "برج" })).toBe("Tower");
    expect(russian.text({ ar: "برج" })).toBe("برج");
    expect(russian.speaks({ en: "Tower" })).toBe(false);
  });
});
