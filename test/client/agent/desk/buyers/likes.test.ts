import { expect, test } from "vitest";
import { likesInSight, openLikes } from "../../../../../client/agent/desk/buyers/likes.ts";
import type { PresentingState } from "../../../../../client/agent/desk/presenting.ts";
import { createStore } from "../../../../../client/base/store.ts";
import type { ViewerPresence } from "../../../../../client/session/types.ts";
import type { Like } from "../../../../../schema/protocol/api.ts";
import { createFakeSession } from "../../fakes.ts";

const AT = "2026-01-01T01:00:00.000Z";
const settle = () => new Promise((resolve) => setImmediate(resolve));
const like = (unit: string, name = "Bob"): Like => ({ unit, name, at: AT });
const bob = (hearts: readonly string[]): ViewerPresence => ({
  clientId: 1,
  name: "Bob",
  attention: undefined,
  hearts,
  sinceMs: 0,
  attentionSinceMs: 0,
  lost: false,
});

async function open(first: readonly Like[]) {
  let kept = first;
  let asked = 0;
  const said: string[] = [];
  const viewers = createStore<readonly ViewerPresence[]>([]);
  const live: PresentingState = {
    kind: "live",
    presented: { id: "p1", project: "x", room: "r", expiresAtMs: 0, link: "", pin: undefined },
    session: { ...createFakeSession(), viewers },
    paused: undefined,
  };
  const presenting = createStore<PresentingState>(live);
  const feed = openLikes({
    presenting,
    onLike: ({ name, unit }) => said.push(`${name} ${unit}`),
    list: async () => {
      asked += 1;
      return kept;
    },
  });
  await settle();
  const change = async (likes: readonly Like[], hearts: readonly string[]) => {
    kept = likes;
    viewers.set([bob(hearts)]);
    await settle();
  };
  return { feed, said, presenting, change, asked: () => asked, live };
}

test("a like is shown with name and time, and announced once, when it is new", async () => {
  const { feed, said, change } = await open([like("b1-1")]);
  expect(feed.likes.get().get("b1-1")).toEqual([{ name: "Bob", atMs: Date.parse(AT) }]);
  expect(said).toEqual([]);
  await change([like("b1-1"), like("b1-2")], ["b1-1", "b1-2"]);
  expect(said).toEqual(["Bob b1-2"]);
  await change([like("b1-2")], ["b1-2"]);
  expect([...feed.likes.get().keys()]).toEqual(["b1-2"]);
  expect(said).toEqual(["Bob b1-2"]);
});

test("the server is asked only when hearts change", async () => {
  const { asked, change } = await open([]);
  await change([like("b1-1")], ["b1-1"]);
  const before = asked();
  await change([like("b1-1")], ["b1-1"]);
  expect(asked()).toBe(before);
});

test("another presentation begins without likes", async () => {
  const { feed, presenting } = await open([like("b1-1")]);
  presenting.set({ kind: "idle" });
  expect(feed.likes.get().size).toBe(0);
});

test("a colleague sees the likes of present buyers, timed from when each was first seen", async () => {
  let nowMs = 1_000;
  const list = likesInSight(() => nowMs);
  expect(await list("p1", [bob(["b1-1"])])).toEqual([
    { unit: "b1-1", name: "Bob", at: new Date(1_000).toISOString() },
  ]);
  nowMs = 2_000;
  expect(await list("p1", [bob(["b1-1", "b1-2"])])).toMatchObject([
    { at: new Date(1_000).toISOString() },
    { at: new Date(2_000).toISOString() },
  ]);
  expect(await list("p1", [])).toEqual([]);
});
