import { describe, expect, test } from "vitest";
import { openAreaChoice } from "../../../../client/ui/text/areaChoice.ts";
import { createFormat } from "../../../../client/ui/text/format.ts";

describe("amounts", () => {
  test("Arabic writes Latin digits", () => {
    expect(createFormat("ar").number(2980)).toBe("2,980");
  });

  test("areas keep the pack's value, and are converted to square feet", () => {
    expect(createFormat("en").area(84.92, "m2")).toBe("84.92 m²");
    expect(createFormat("en").area(94, "sqft")).toBe("1,012 sq ft");
    expect(createFormat("en").areaFigure(94, "sqft")).toBe("1,012");
    expect(createFormat("en").areaRange(71.58, 73.66, "m2")).toBe("\u206671.58–73.66\u2069 m²");
    expect(createFormat("en").areaRange(94, 94.01, "sqft")).toBe("1,012 sq ft");
  });
});

describe("the viewer's own unit of areas", () => {
  test("is shown whatever the list's unit", () => {
    const feet = createFormat("en", "sqft");
    expect([feet.area(94, "m2"), feet.areaFigure(94, "m2")]).toEqual(["1,012 sq ft", "1,012"]);
    expect([feet.areaUnit("m2"), feet.shownUnit("m2")]).toEqual(["sq ft", "sqft"]);
    const metres = createFormat("en", "m2");
    expect([metres.area(94, "sqft"), metres.areaUnit("sqft")]).toEqual(["94 m²", "m²"]);
    expect(createFormat("en").shownUnit("sqft")).toBe("sqft");
  });

  test("is stored, and reported to listeners", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const choice = openAreaChoice(storage);
    let calls = 0;
    choice.subscribe(() => (calls += 1));
    expect(choice.get()).toBe("list");
    choice.choose("sqft");
    expect([calls, choice.get(), openAreaChoice(storage).get()]).toEqual([1, "sqft", "sqft"]);
  });
});

describe("texts of a pack", () => {
  test("are in the viewer's language, else in English, else in any language given", () => {
    const russian = createFormat("ru");
    expect(russian.text({ en: "Tower", ru: "Башня" })).toBe("Башня");
    expect(russian.text({ en: "Tower", ar: "برج" })).toBe("Tower");
    expect(russian.text({ ar: "برج" })).toBe("برج");
    expect(russian.speaks({ en: "Tower" })).toBe(false);
  });
});
