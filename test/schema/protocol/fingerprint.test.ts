import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprint, lastValues } from "../../../schema/protocol/inspection.ts";

test("the order of keys and fields makes no difference", () => {
  const one = new Map<string, unknown>([
    ["view", { screen: "unit", unit: "b-1" }],
    ["meta", { version: 1 }],
  ]);
  const other = new Map<string, unknown>([
    ["meta", { version: 1 }],
    ["view", { unit: "b-1", screen: "unit" }],
  ]);
  expect(fingerprint(one)).toEqual(fingerprint(other));
});

test("a changed value changes its key's hash, the whole, and nothing else", () => {
  const entries = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
  fc.assert(
    fc.property(entries, fc.jsonValue(), (values, changed) => {
      const [key = ""] = Object.keys(values);
      fc.pre(!isDeepStrictEqual(values[key], changed));
      const before = fingerprint(new Map(Object.entries(values)));
      const after = fingerprint(new Map(Object.entries({ ...values, [key]: changed })));
      expect(after.hash).not.toBe(before.hash);
      const differing = Object.keys(before.keys).filter(
        (name) => before.keys[name] !== after.keys[name],
      );
      expect(differing).toEqual([key]);
    }),
  );
});

test("of equal keys the last counts, and invalid entries keep their place", () => {
  const raw = [{ key: "view", val: 1 }, { key: "view", val: 2 }, "stray"];
  expect([...lastValues(raw)]).toEqual([
    ["view", 2],
    ["[2]", "stray"],
  ]);
});
