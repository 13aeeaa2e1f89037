import { describe, expect, test } from "vitest";
import ar from "../../../client/ui/locales/ar/buyer.json" with { type: "json" };
import en from "../../../client/ui/locales/en/buyer.json" with { type: "json" };
import ru from "../../../client/ui/locales/ru/buyer.json" with { type: "json" };

const PLURAL = /_(zero|one|two|few|many|other)$/;

function textsOf(catalogue: object, path = "", texts = new Map<string, string>()) {
  for (const [key, value] of Object.entries(catalogue) as [string, unknown][]) {
    if (typeof value === "string") texts.set(`${path}${key}`, value);
    else textsOf(value as object, `${path}${key}.`, texts);
  }
  return texts;
}

const keysOf = (texts: ReadonlyMap<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, "")))].toSorted();
const slotsOf = (text = "") => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe.each([
  ["en", en],
  ["ru", ru],
  ["ar", ar],
])("%s", (language, catalogue) => {
  const texts = textsOf(catalogue);
  const english = textsOf(en);

  test("says everything that English says, and nothing is empty", () => {
    expect(keysOf(texts)).toEqual(keysOf(english));
    expect([...texts.values()].filter((text) => text === "")).toEqual([]);
  });

  test("has every plural form of its language", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...texts.keys()].filter((key) => PLURAL.test(key));
    const missing = counted
      .map((key) => key.replace(PLURAL, ""))
      .flatMap((key) => forms.map((form) => `${key}_${form}`))
      .filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  test("fills in what English fills in", () => {
    const plain = [...texts.keys()].filter((key) => !PLURAL.test(key));
    const slots = (from: ReadonlyMap<string, string>) =>
      plain.map((key) => [key, slotsOf(from.get(key))]);
    expect(slots(texts)).toEqual(slots(english));
  });
});
