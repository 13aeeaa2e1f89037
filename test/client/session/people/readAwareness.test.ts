import { expect, test } from "vitest";
import { readAwareness } from "../../../../client/session/people/readAwareness.ts";

test("a state is parsed once, and again only when it is replaced", () => {
  let reads = 0;
  const state = {
    role: "agent",
    get name() {
      reads += 1;
      return "Anna";
    },
  };
  const parsed = readAwareness(state);
  const readsOfOne = reads;
  expect(parsed).toMatchObject({ role: "agent", name: "Anna" });
  expect(readAwareness(state)).toBe(parsed);
  expect(reads).toBe(readsOfOne);
  expect(readAwareness({ role: "agent", name: "Boris" })).toMatchObject({ name: "Boris" });
});

test("an invalid state gives no participant, each time", () => {
  for (const state of [undefined, null, "agent", { role: "king" }]) {
    expect([readAwareness(state), readAwareness(state)]).toEqual([undefined, undefined]);
  }
});
