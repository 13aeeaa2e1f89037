import { expect, test } from "vitest";
import ar from "../../../../client/ui/locales/ar/stage.json" with { type: "json" };
import en from "../../../../client/ui/locales/en/stage.json" with { type: "json" };
import ru from "../../../../client/ui/locales/ru/stage.json" with { type: "json" };

const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(texts: object, path = ""): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
}

test.each([
  ["ru", ru, ["one", "few", "many", "other"]],
  ["ar", ar, ["zero", "one", "two", "few", "many", "other"]],
] as const)(
  "every text of the stage exists in %s, counted ones in each form",
  (_language, texts, forms) => {
    const wanted = new Set(
      keysOf(en).flatMap((key) =>
        PLURAL.test(key) ? forms.map((form) => key.replace(PLURAL, `_${form}`)) : [key],
      ),
    );
    expect(new Set(keysOf(texts))).toEqual(wanted);
  },
);
