import { expect, test } from "vitest";
import { openShownSoFar, shownOf } from "../../../../client/agent/desk/shownSoFar.ts";
import type { PresentingState } from "../../../../client/agent/desk/presenting.ts";
import { createStore } from "../../../../client/base/store.ts";
import type { Moment } from "../../../../schema/history/moment.ts";
import {
  initialState,
  unitView,
  type PresentationState,
  type View,
} from "../../../../schema/presentation/presentation.ts";
import { createFakeSession } from "../fakes.ts";

const MINUTE = 60_000;
const settle = () => new Promise((resolve) => setImmediate(resolve));
const stateOf = (view: View): PresentationState => initialState("small", view);

function openDesk(earlier?: readonly Moment[]) {
  const state = createStore<PresentationState | undefined>(undefined);
  const live: PresentingState = {
    kind: "live",
    presented: { id: "p1", project: "small", room: "r", expiresAtMs: 0, link: "", pin: undefined },
    session: { ...createFakeSession(), state },
    paused: undefined,
  };
  const presenting = createStore<PresentingState>({ kind: "idle" });
  const clock = { now: 10 * MINUTE };
  const shown = openShownSoFar({
    presenting,
    listMoments: earlier && (async () => earlier),
    now: () => clock.now,
  });
  const tell = (view: View, shortlist: readonly string[] = []) =>
    shownOf(shown.moments.get(), { view, shortlist }, clock.now);
  return { state, live, presenting, clock, shown, tell };
}

test("minutes on a home are counted over all its visits, and saved homes not shown are named", () => {
  const { state, live, presenting, clock, tell } = openDesk();
  presenting.set(live);
  state.set(stateOf(unitView("b1-1")));
  clock.now += 3 * MINUTE;
  state.set(stateOf(unitView("b1-2")));
  clock.now += MINUTE;
  state.set(stateOf(unitView("b1-1", "payment")));
  clock.now += MINUTE;
  const saved = ["b1-1", "b1-2", "b1-11"];
  expect(tell(unitView("b1-1"), saved)).toEqual({
    homes: ["b1-1"],
    ms: 4 * MINUTE,
    unshown: ["b1-11"],
  });
  expect(tell({ screen: "layouts" }, [])).toEqual({ homes: [], ms: 0, unshown: [] });
});

test("time before a reload counts, a long pause does not, and another presentation starts from zero", async () => {
  const before: Moment = { at: 2 * MINUTE, node: "a", n: 0, kind: "view", view: unitView("b1-1") };
  const { state, live, presenting, clock, shown, tell } = openDesk([before]);
  state.set(stateOf(unitView("b1-1")));
  presenting.set(live);
  await settle();
  expect(tell(unitView("b1-1")).ms).toBe(8 * MINUTE);
  presenting.set({ ...live, paused: stateOf(unitView("b1-1")) });
  clock.now += 30 * MINUTE;
  presenting.set(live);
  clock.now += MINUTE;
  expect(tell(unitView("b1-1")).ms).toBe(9 * MINUTE);
  presenting.set({ kind: "idle" });
  expect(shown.moments.get()).toEqual([]);
  shown.close();
});
