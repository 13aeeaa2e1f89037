import { expect, test } from "vitest";
import arabic from "../../../client/ui/locales/ar/inspector.json" with { type: "json" };
import english from "../../../client/ui/locales/en/inspector.json" with { type: "json" };
import russian from "../../../client/ui/locales/ru/inspector.json" with { type: "json" };

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every key with the values it puts in; forms of one plural count as one key. */
function keysOf(words: object, path = ""): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const [name, word] of Object.entries(words) as [string, object | string][]) {
    const key = `${path}${name}`.replace(PLURAL, "");
    if (typeof word === "object") {
      for (const [inner, values] of keysOf(word, `${key}.`)) keys.set(inner, values);
    } else if (!/_(zero|one|two)$/.test(name)) {
      keys.set(
        key,
        [...word.matchAll(/{{(\w+)}}/g)]
          .map(([, value]) => value)
          .toSorted((one = "", other = "") => one.localeCompare(other))
          .join(),
      );
    }
  }
  return keys;
}

test.each([
  ["Russian", russian],
  ["Arabic", arabic],
])("%s says everything that English says, with the same values", (_name, words) => {
  expect(Object.fromEntries(keysOf(words))).toEqual(Object.fromEntries(keysOf(english)));
});
