import { createInstance } from "i18next";
import { describe, expect, test } from "vitest";
import { describeFilters } from "../../../../client/stage/layouts/filters/describe.ts";
import { createFormat } from "../../../../client/ui/text/format.ts";
import type { Language } from "../../../../client/ui/text/language.ts";
import arCommon from "../../../../client/ui/locales/ar/common.json" with { type: "json" };
import ar from "../../../../client/ui/locales/ar/stage.json" with { type: "json" };
import enCommon from "../../../../client/ui/locales/en/common.json" with { type: "json" };
import en from "../../../../client/ui/locales/en/stage.json" with { type: "json" };
import ruCommon from "../../../../client/ui/locales/ru/common.json" with { type: "json" };
import ru from "../../../../client/ui/locales/ru/stage.json" with { type: "json" };
import type { Words } from "../../../../client/ui/text/words.ts";
import type { Filters } from "../../../../schema/presentation/filters.ts";
import { smallIndex } from "../../../support/room/project.ts";

const unsaid = (): never => {
  throw new Error("not part of a sentence about filters");
};

async function say(filters: Filters, lng: Language): Promise<string> {
  const instance = createInstance({
    lng,
    resources: {
      en: { stage: en, common: enCommon },
      ru: { stage: ru, common: ruCommon },
      ar: { stage: ar, common: arCommon },
    },
    interpolation: { escapeValue: false },
  });
  await instance.init();
  const words: Words = {
    ...createFormat(lng),
    building: unsaid,
    masterplan: unsaid,
    orbit: unsaid,
    panorama: unsaid,
    unit: unsaid,
    unitShort: unsaid,
    bedrooms: unsaid,
    bedroomsShort: unsaid,
    price: unsaid,
    compact: unsaid,
    figures: unsaid,
    aspects: unsaid,
    areaOf: unsaid,
  };
  const t = instance.getFixedT(lng, ["stage", "common"]);
  return describeFilters(filters, { t, words, index: smallIndex }).replaceAll("\u00a0", " ");
}

const many: Filters = {
  bedrooms: [3, 2],
  price: { min: 240_000_000, max: 520_000_000 },
  area: { min: 80, max: 150 },
  floor: { min: 2 },
  aspects: ["sea", "park"],
};

describe("filters in words", () => {
  test("are one sentence in the order of the filters", async () => {
    expect(await say(many, "en")).toBe(
      "Two or three bedrooms, AED 2.40 to 5.20 M, 80 to 150 m², floor 1 and up, Sea or Park",
    );
  });

  test("are inflected by number in Russian", async () => {
    expect(await say({ bedrooms: [1] }, "ru")).toBe("Одна спальня");
    expect(await say({ bedrooms: [2, 3] }, "ru")).toBe("Две или три спальни");
    expect(await say({ bedrooms: [0, 5] }, "ru")).toBe("Студия или пять спален");
  });

  test("use the Arabic dual", async () => {
    expect(await say({ bedrooms: [2] }, "ar")).toBe("غرفتا نوم");
  });

  test("give one end of a range", async () => {
    expect(await say({ price: { max: 90_000_000 } }, "en")).toBe("Up to AED 0.90 M");
    expect(await say({ area: { min: 80 } }, "en")).toBe("80 m² and more");
    expect(await say({ statuses: ["available"] }, "en")).toBe("Available");
  });

  test("are empty where nothing is filtered", async () => {
    expect(await say({ bedrooms: [], price: {} }, "en")).toBe("");
  });
});
