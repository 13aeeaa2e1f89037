import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChange, changeBetween } from "../../../../schema/presentation/changes.ts";
import { changeOf, joinCompared } from "../../../../client/agent/desk/commands.ts";
import {
  initialState,
  type PresentationState,
  type View,
} from "../../../../schema/presentation/presentation.ts";

const state = (change: Partial<PresentationState> = {}): PresentationState => ({
  ...initialState("lagoon", { screen: "masterplan", masterplan: "aerial" }),
  ...change,
});
const camera = { target: "masterplan:aerial", x: 0.5, y: 0.5, zoom: 2 };

describe("an agent's intent", () => {
  test("to open a view drops the camera of the previous picture", () => {
    const change = changeOf(state({ camera }), {
      kind: "open",
      view: { screen: "unit", unit: "b-1" },
    });
    expect(applyChange(state({ camera }), change)).toEqual(
      state({ view: { screen: "unit", unit: "b-1" } }),
    );
  });

  test("to open the view that is open keeps its camera", () => {
    const before = state({ camera });
    expect(applyChange(before, changeOf(before, { kind: "open", view: before.view }))).toBe(before);
  });

  test("to shortlist keeps the list sorted and without duplicates", () => {
    const add = (before: PresentationState, unit: string) =>
      applyChange(before, changeOf(before, { kind: "shortlist", unit, listed: true }));
    expect(add(add(add(state(), "b-2"), "b-1"), "b-2").shortlist).toEqual(["b-1", "b-2"]);
  });

  test("to compare adds to what was compared before, three at most", () => {
    const view: View = { screen: "unit", unit: "b-4" };
    expect(joinCompared(["b-1", "b-2", "b-3"], view, ["b-4"])).toEqual(["b-2", "b-3", "b-4"]);
    expect(joinCompared(["b-1", "b-2"], view, ["b-1"])).toEqual(["b-2", "b-1"]);
  });

  test("inside the comparison uses the choice unchanged", () => {
    const view: View = { screen: "compare", units: ["b-1", "b-2"] };
    expect(joinCompared(["b-1", "b-2"], view, ["b-2"])).toEqual(["b-2"]);
  });
});

test("the change between two states turns one into the other", () => {
  const units = fc.uniqueArray(fc.constantFrom("b-1", "b-2", "b-3", "b-4"));
  const states = fc
    .record({
      shortlist: units.map((list) => list.toSorted()),
      view: fc.constantFrom<View>({ screen: "layouts" }, { screen: "shortlist" }),
      camera: fc.constantFrom(undefined, camera),
      filters: fc.constantFrom({}, { bedrooms: [2] }),
    })
    .map((change) => state(change as Partial<PresentationState>));
  fc.assert(
    fc.property(states, states, (from, to) => {
      expect(applyChange(from, changeBetween(from, to))).toEqual(to);
    }),
  );
});
