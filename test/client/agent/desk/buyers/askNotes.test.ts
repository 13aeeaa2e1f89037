import { describe, expect, test } from "vitest";
import { openAskNotes } from "../../../../../client/agent/desk/buyers/askNotes.ts";
import { addBuyersHands } from "../../../../../client/agent/desk/buyers/buyersHands.ts";
import { createStore } from "../../../../../client/base/store.ts";
import type { ViewerPresence } from "../../../../../client/session/types.ts";
import type { View } from "../../../../../schema/presentation/presentation.ts";
import { createFakeTiming } from "../../../ui/fakeTiming.ts";

const home: View = { screen: "unit", unit: "b1-12" };
const viewer = (clientId: number, ask?: ViewerPresence["ask"]): ViewerPresence => ({
  clientId,
  name: `Viewer ${clientId}`,
  attention: undefined,
  ask,
  sinceMs: 0,
  attentionSinceMs: 0,
  lost: false,
});
const mark = { anchor: "unit:b1-12", x: 0.5, y: 0.5 };

describe("buyers' requests on the desk", () => {
  test("show the latest of each buyer once, until it is answered", () => {
    const viewers = createStore([viewer(1), viewer(2)]);
    const notes = openAskNotes(viewers, createFakeTiming());
    viewers.set([viewer(1, { at: 5, view: home }), viewer(2, { at: 6, view: home })]);
    expect(notes.get().map(({ name }) => name)).toEqual(["Viewer 1", "Viewer 2"]);
    viewers.set([viewer(1, { at: 9, view: { screen: "layouts" } }), viewer(2)]);
    expect(notes.get().map(({ key }) => key)).toEqual(["2:6", "1:9"]);
    notes.dismiss("1:9");
    viewers.set([viewer(1, { at: 9, view: { screen: "layouts" } }), viewer(2)]);
    expect(notes.get().map(({ key }) => key)).toEqual(["2:6"]);
    notes.close();
  });

  test("expire after a minute, a mark after ten seconds", () => {
    const timing = createFakeTiming();
    const viewers = createStore([
      viewer(1, { at: 5, view: home }),
      viewer(2, { at: 6, view: home, mark }),
    ]);
    const notes = openAskNotes(viewers, timing);
    expect(notes.get().map(({ isMark }) => isMark)).toEqual([false, true]);
    timing.advance(10_001);
    expect(notes.get().map(({ key }) => key)).toEqual(["1:5"]);
    timing.advance(50_000);
    expect(notes.get()).toEqual([]);
  });
});

describe("buyers' pointers", () => {
  test("are shown on the view they point at, each in its own colour, beside the presenters'", () => {
    const viewers = createStore([
      viewer(1, { at: 1, view: home, mark }),
      viewer(2, { at: 2, view: { screen: "layouts" }, mark }),
      viewer(3, { at: 3, view: home, mark }),
    ]);
    const others = {
      get: () => ({ hands: [{ id: 9, name: "Boris", pointer: mark }] }),
      subscribe: () => () => {},
    };
    const source = addBuyersHands(others, viewers, () => home);
    const hands = source.get().hands ?? [];
    expect(hands.map(({ id, colour }) => [id, colour])).toEqual([
      [9, undefined],
      [1, 1],
      [3, 3],
    ]);
  });

  test("keep the same object while nothing changes", () => {
    const viewers = createStore([viewer(1, { at: 1, view: home, mark })]);
    const source = addBuyersHands(undefined, viewers, () => home);
    const first = source.get();
    viewers.set([viewer(1, { at: 1, view: home, mark })]);
    expect(source.get()).toBe(first);
    viewers.set([viewer(1)]);
    expect(source.get()).toEqual({});
  });
});
