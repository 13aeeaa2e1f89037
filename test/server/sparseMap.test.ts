import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SparseMap } from "../../server/sparseMap.ts";

type Step = readonly ["set" | "delete" | "clear", number];

const steps = fc.array<Step>(
  fc.tuple(fc.constantFrom("set" as const, "delete" as const, "clear" as const), fc.nat(5)),
);

type Filled = Pick<Map<number, string>, "size" | "delete" | "clear"> & {
  set(key: number, value: string): unknown;
};

function apply(map: Filled, what: Step[0], key: number): boolean {
  if (what === "delete") return map.delete(key);
  if (what === "clear") map.clear();
  else map.set(key, `${key} of ${map.size}`);
  return true;
}

test("it says what a map says, whatever is done to it", () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const [sparse, map] = [new SparseMap<number, string>(), new Map<number, string>()];
      for (const [what, key] of taken) {
        const done = [sparse, map].map((each) => apply(each, what, key));
        expect(done[0]).toBe(done[1]);
        expect([...sparse]).toEqual([...map]);
        expect([...sparse.keys()]).toEqual([...map.keys()]);
        expect([...sparse.values()]).toEqual([...map.values()]);
        expect([sparse.size, sparse.has(key), sparse.get(key)]).toEqual([
          map.size,
          map.has(key),
          map.get(key),
        ]);
      }
    }),
  );
});
