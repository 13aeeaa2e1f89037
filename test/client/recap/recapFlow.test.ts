import { beforeEach, expect, test } from "vitest";
import { keepEarlierJoins } from "../../../client/join/earlierJoins.ts";
import type { RecapApi } from "../../../client/recap/recapApi.ts";
import { openRecapFlow } from "../../../client/recap/recapFlow.ts";
import type { RecapResponse } from "../../../schema/protocol/api.ts";
import { succeed } from "../../../schema/values/result.ts";
import { smallProject } from "../../support/room/project.ts";
import { createFakeStorage, refuse } from "../join/fakeDoor.ts";
import { createFakeClock, createFakePage } from "../session/fakes.ts";

const project = smallProject;
const recap: RecapResponse = {
  token: "recap-token",
  presenter: { name: "Anna" },
  project: project.id,
  moments: [
    { at: 1, node: "a", n: 0, kind: "joined", by: "buyer:1", role: "buyer", name: "Olga" },
    { at: 2, node: "a", n: 1, kind: "heart", by: "buyer:1", unit: "b1-1", liked: true },
    { at: 3, node: "a", n: 2, kind: "view", by: "agent:1", view: { screen: "layouts" } },
  ],
  units: [],
  unitsThen: [],
  reader: "buyer:1",
  likes: ["b1-1"],
  mayLike: true,
  createdAt: "2026-01-01T12:00:00.000Z",
  expiresAt: "2026-02-01T12:00:00.000Z",
};

class FakeServer implements RecapApi {
  readonly asked: string[] = [];
  opened: Awaited<ReturnType<RecapApi["open"]>> = succeed(recap);
  hearted: Awaited<ReturnType<RecapApi["setHeart"]>> = succeed(undefined);
  forgotten: Awaited<ReturnType<RecapApi["forget"]>> = succeed(undefined);

  open(id: string, request: object) {
    this.asked.push(`open ${id} ${JSON.stringify(request)}`);
    return Promise.resolve(this.opened);
  }
  project(id: string, token: string) {
    this.asked.push(`project ${id} ${token}`);
    return Promise.resolve(succeed(project));
  }
  setHeart(id: string, unit: string, liked: boolean, token: string) {
    this.asked.push(`heart ${id} ${unit} ${liked} ${token}`);
    return Promise.resolve(this.hearted);
  }
  forget(id: string, token: string) {
    this.asked.push(`forget ${id} ${token}`);
    return Promise.resolve(this.forgotten);
  }
}

const openFlow = () => {
  const api = new FakeServer();
  const storage = createFakeStorage();
  const needs = {
    api,
    storage,
    earlierJoins: keepEarlierJoins(storage),
    clock: createFakeClock(),
    page: createFakePage(),
  };
  const invitation = { id: "p1", secret: "s3cret" };
  const open = () => openRecapFlow({ invitation, ...needs });
  return { ...needs, open, flow: open() };
};

let at: ReturnType<typeof openFlow>;
beforeEach(() => {
  at = openFlow();
});

test("is opened by its link and this device's own visit, and not counted", async () => {
  at.earlierJoins.keep("p1", "Olga", "room-token");
  await at.flow.look();
  expect(at.api.asked).toEqual([
    'open p1 {"secret":"s3cret","token":"room-token"}',
    "project small recap-token",
  ]);
  expect(at.flow.state.get()).toMatchObject({ kind: "open", isCounted: false, forgetting: "no" });
});

test("asks for a PIN, and says only of one that was typed that it is wrong", async () => {
  at.api.opened = refuse("wrong_pin");
  await at.flow.look();
  expect(at.flow.state.get()).toMatchObject({ kind: "pin", wrong: false });
  await at.flow.enterPin("0000");
  expect(at.flow.state.get()).toMatchObject({ kind: "pin", wrong: true, busy: false });
  at.api.opened = succeed(recap);
  await at.flow.enterPin("4711");
  expect(at.api.asked.at(-2)).toBe('open p1 {"secret":"s3cret","pin":"4711"}');
  expect(at.flow.state.get()).toMatchObject({ kind: "open" });
});

test("is counted with consent alone, which this device remembers and may take back", async () => {
  await at.flow.look();
  await at.flow.setCounted(true);
  expect(at.api.asked.at(-1)).toBe('open p1 {"secret":"s3cret","isCounted":true}');
  await at.open().look();
  expect(at.api.asked.at(-2)).toContain('"isCounted":true');
  await at.flow.setCounted(false);
  await at.open().look();
  expect(at.api.asked.at(-2)).not.toContain("isCounted");
});

test("is not counted where the server could not be told", async () => {
  await at.flow.look();
  at.api.opened = refuse("unavailable");
  await at.flow.setCounted(true);
  expect(at.flow.state.get()).toMatchObject({ kind: "open", isCounted: false });
  expect(at.storage.length).toBe(0);
});

test("forgets its reader here and at the server", async () => {
  at.earlierJoins.keep("p1", "Olga", "room-token");
  await at.flow.look();
  at.api.forgotten = refuse("unavailable");
  await at.flow.forget();
  expect(at.flow.state.get()).toMatchObject({ forgetting: "failed", recap: { reader: "buyer:1" } });
  at.api.forgotten = succeed(undefined);
  await at.flow.forget();
  const state = at.flow.state.get();
  if (state.kind !== "open") throw new Error(state.kind);
  expect(state.forgetting).toBe("done");
  expect(state.recap.reader).toBeUndefined();
  expect(state.recap.moments.map(({ kind }) => kind)).toEqual(["view"]);
  expect(at.storage.length).toBe(0);
});

test("of a withdrawn link or none is refused, and can be tried again", async () => {
  at.api.opened = refuse("wrong_secret");
  await at.flow.look();
  expect(at.flow.state.get()).toEqual({ kind: "refused", refusal: { kind: "wrong_link" } });
  at.api.opened = succeed(recap);
  await at.flow.look();
  expect(at.flow.state.get()).toMatchObject({ kind: "open" });
  const { flow: _, open: __, ...needs } = at;
  const lost = openRecapFlow({ invitation: undefined, ...needs });
  await lost.look();
  expect(lost.state.get()).toMatchObject({ kind: "refused" });
});

test("shows a heart at once, and takes it back when the server refuses it", async () => {
  await at.flow.look();
  const liked = () => {
    const now = at.flow.state.get();
    return now.kind === "open" && [now.likes, now.unsentHeart];
  };
  const sending = at.flow.setHeart("b1-2", true);
  expect(liked()).toEqual([["b1-1", "b1-2"], undefined]);
  await sending;
  expect(at.api.asked.at(-1)).toBe("heart p1 b1-2 true recap-token");
  at.api.hearted = refuse("too_many_attempts");
  await at.flow.setHeart("b1-1", false);
  expect(liked()).toEqual([["b1-2", "b1-1"], "b1-1"]);
  at.api.hearted = succeed(undefined);
  await at.flow.setHeart("b1-1", false);
  expect(liked()).toEqual([["b1-2"], undefined]);
});
