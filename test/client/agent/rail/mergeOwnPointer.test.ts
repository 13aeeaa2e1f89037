import { expect, test } from "vitest";
import { mergeOwnPointer } from "../../../../client/agent/rail/mergeOwnPointer.ts";
import { createStore } from "../../../../client/base/store.ts";
import type { Pointing } from "../../../../client/stage/pointing.ts";

const pointer = (x: number) => ({ anchor: "unit:b-1204", x, y: 0.5 });

function open(drives: boolean) {
  const [own, others] = [createStore<Pointing>({}), createStore<Pointing>({})];
  return { own, others, hands: mergeOwnPointer(own, others, "Anna", () => drives) };
}

test("this desk's pointer alone is shown unchanged", () => {
  const { own, hands } = open(true);
  own.set({ pointer: pointer(0.1) });
  expect(hands.get()).toBe(own.get());
});

test.each([
  [true, "Anna", "Boris"],
  [false, "Boris", "Anna"],
])("of two pointers the active presenter's leads (own: %s)", (drives, first, second) => {
  const { own, others, hands } = open(drives);
  own.set({ pointer: pointer(0.1) });
  others.set({ pointer: pointer(0.9), name: "Boris", id: 2 });
  expect(hands.get()).toMatchObject({ name: first, hands: [{ name: second }] });
  expect(hands.get()).toBe(hands.get());
});

test.each([true, false])("all other pointers are shown, each once (own leads: %s)", (drives) => {
  const { own, others, hands } = open(drives);
  const clara = { id: 3, name: "Clara", pointer: pointer(0.5) };
  own.set({ pointer: pointer(0.1) });
  others.set({ pointer: pointer(0.9), name: "Boris", id: 2, hands: [clara] });
  const shown = hands.get();
  const names = [shown.name, ...(shown.hands ?? []).map(({ name }) => name)];
  expect(new Set(names)).toEqual(new Set(["Anna", "Boris", "Clara"]));
  expect(new Set(shown.hands?.map(({ id }) => id)).size).toBe(2);
});

test("the other's pointer leads while this one rests, and changes of both are reported", () => {
  const { own, others, hands } = open(true);
  let heard = 0;
  const stop = hands.subscribe(() => (heard += 1));
  others.set({ pointer: pointer(0.9), name: "Boris" });
  expect(hands.get()).toBe(others.get());
  own.set({ pointer: pointer(0.2) });
  stop();
  own.set({});
  expect(heard).toBe(2);
});
