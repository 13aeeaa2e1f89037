import { expect, test } from "vitest";
import { watchArrivals } from "../../../../../client/agent/desk/buyers/arrivals.ts";
import type { Presented, PresentingState } from "../../../../../client/agent/desk/presenting.ts";
import { servicesOf } from "../../../../../client/agent/ownDesk.ts";
import { openSignIn } from "../../../../../client/agent/signIn/signIn.ts";
import { openPageStorage } from "../../../../../client/base/storage.ts";
import { createStore } from "../../../../../client/base/store.ts";
import type { Presenter } from "../../../../../client/session/types.ts";
import { createFakeSession, type FakeSession } from "../../fakes.ts";

const presented: Presented = {
  id: "p1",
  project: "small",
  room: "room",
  expiresAtMs: 0,
  link: undefined,
  pin: undefined,
};
const live = (session: FakeSession): PresentingState => ({
  kind: "live",
  presented,
  session,
  paused: undefined,
});
const presenter = (name: string, own = false): Presenter => ({
  clientId: own ? 1 : 2,
  name,
  own,
  active: false,
  opened: false,
  paused: false,
  lost: false,
});
const OWN = presenter("Layla", true);

function open() {
  const session = createFakeSession();
  const state = createStore<PresentingState>({ kind: "idle" });
  const reports: string[] = [];
  const stop = watchArrivals({ state }, (arrival, name) => reports.push(`${name} ${arrival}`));
  return { session, state, reports, stop };
}

test("another presenter who joins or leaves is reported by name, and this page is not", () => {
  const { session, state, reports } = open();
  state.set(live(session));
  session.present([OWN]);
  session.present([OWN, presenter("Omar")]);
  session.present([OWN]);
  expect(reports).toEqual(["Omar came", "Omar gone"]);
});

test("a colleague whose page reloads, or who stays while this page reconnects, is reported once", () => {
  const { session, state, reports } = open();
  state.set(live(session));
  session.present([OWN, presenter("Omar")]);
  session.present([OWN, presenter("Omar")]);
  session.present([]);
  const next = createFakeSession();
  next.present([OWN, presenter("Omar")]);
  state.set(live(next));
  expect(reports).toEqual(["Omar came"]);
});

test("presenters of an earlier session or after the end are not reported", () => {
  const { session, state, reports, stop } = open();
  state.set(live(session));
  const next = createFakeSession();
  state.set(live(next));
  session.present([OWN, presenter("Omar")]);
  stop();
  next.present([OWN, presenter("Sara")]);
  expect(reports).toEqual([]);
});

test("a desk receives its agent's new name once, and no sign-out", async () => {
  const names = ["", "Layla", "Layla", "Noor"];
  const signIn = openSignIn({
    storage: openPageStorage(),
    names: openPageStorage(),
    fetch: async () => Response.json({ token: "t", agent: { name: names.shift() } }),
  });
  await signIn.signIn("key");
  let renames = 0;
  const stop = servicesOf(signIn, {} as never).onRename?.(() => (renames += 1));
  await signIn.signIn("key", "Layla");
  expect(renames).toBe(1);
  signIn.signOut();
  await signIn.signIn("key", "Layla");
  expect(renames).toBe(1);
  stop?.();
  await signIn.signIn("key", "Noor");
  expect(renames).toBe(1);
});
