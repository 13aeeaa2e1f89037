import { describe, expect, test } from "vitest";
import { createFormat, minorPerMajor } from "../../../client/ui/format.ts";

const plain = (text: string) => text.replaceAll(/[\u00A0\u202F\u200F\u061C]/g, " ").trim();

describe("amounts", () => {
  test("money is read from minor units and shown without decimals", () => {
    expect(plain(createFormat("en").money(298_000_000, "AED"))).toBe("AED 2,980,000");
    expect(plain(createFormat("ru").money(1_250_000_000, "RUB"))).toBe("12 500 000 ₽");
  });

  test("a currency has as many minor units as it has", () => {
    expect([minorPerMajor("AED"), minorPerMajor("KWD"), minorPerMajor("JPY")]).toEqual([
      100, 1000, 1,
    ]);
  });

  test("a dense board shows millions", () => {
    expect(createFormat("en").millions(298_000_000, "AED")).toBe("2.98");
    expect(createFormat("ru").millions(298_000_000, "AED")).toBe("2,98");
  });

  test("Arabic writes Latin digits", () => {
    expect(createFormat("ar").number(2980)).toBe("2,980");
  });

  test("areas keep what the pack says, and turn into square feet", () => {
    expect(createFormat("en").area(84.92, "m2")).toBe("84.92 m²");
    expect(createFormat("en").area(94, "sqft")).toBe("1,012 sq ft");
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
