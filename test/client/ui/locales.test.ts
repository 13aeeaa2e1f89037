import { describe, expect, test } from "vitest";
import arCommon from "../../../client/ui/locales/ar/common.json" with { type: "json" };
import arStage from "../../../client/ui/locales/ar/stage.json" with { type: "json" };
import enCommon from "../../../client/ui/locales/en/common.json" with { type: "json" };
import enStage from "../../../client/ui/locales/en/stage.json" with { type: "json" };
import ruCommon from "../../../client/ui/locales/ru/common.json" with { type: "json" };
import ruStage from "../../../client/ui/locales/ru/stage.json" with { type: "json" };

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The keys as paths, plural forms folded into one with the list of their forms. */
function readKeys(tree: object, path = ""): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const [name, value] of Object.entries(tree) as [string, unknown][]) {
    if (typeof value === "object" && value !== null) {
      for (const [key, forms] of readKeys(value, `${path}${name}.`)) keys.set(key, forms);
      continue;
    }
    const form = PLURAL.exec(name)?.[1];
    const key = path + name.replace(PLURAL, "");
    keys.set(key, [...(keys.get(key) ?? []), ...(form === undefined ? [] : [form])]);
  }
  return keys;
}

const FORMS = {
  ru: ["few", "many", "one", "other"],
  ar: ["few", "many", "one", "other", "two", "zero"],
} as const;

describe.each([
  ["ru", "common", enCommon, ruCommon],
  ["ru", "stage", enStage, ruStage],
  ["ar", "common", enCommon, arCommon],
  ["ar", "stage", enStage, arStage],
] as const)("%s/%s", (language, _name, english, translated) => {
  const wanted = readKeys(english);
  const found = readKeys(translated);

  test("says all that English says and nothing else", () => {
    expect([...found.keys()].toSorted()).toEqual([...wanted.keys()].toSorted());
  });

  test("has every plural form of its language", () => {
    for (const [key, forms] of wanted) {
      if (forms.length === 0) continue;
      expect({ key, forms: found.get(key)?.toSorted() }).toEqual({ key, forms: FORMS[language] });
    }
  });
});
