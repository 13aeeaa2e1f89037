import { beforeEach, expect, test, vi } from "vitest";
import { keepEarlierJoins } from "../../../client/join/earlierJoins.ts";
import type { RecapApi } from "../../../client/recap/flow/recapApi.ts";
import { openRecapFlow } from "../../../client/recap/flow/recapFlow.ts";
import { projectOfHomes } from "../../../schema/catalogue/projectOfHomes.ts";
import type { Moment } from "../../../schema/history/moment.ts";
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
  moments: [],
  homes: [
    { reason: "liked", units: ["b1-1"] },
    { reason: "seen", units: ["b1-2"] },
  ],
  development: projectOfHomes(project, ["b1-1", "b1-2"]),
  units: [],
  unitsThen: [],
  reader: "buyer:1",
  likes: ["b1-1"],
  mayLike: true,
  createdAt: "2026-01-01T12:00:00.000Z",
  expiresAt: "2026-02-01T12:00:00.000Z",
};

const moments: readonly Moment[] = [
  { at: 3, node: "a", n: 2, kind: "view", by: "agent:1", view: { screen: "layouts" } },
];

class FakeServer implements RecapApi {
  readonly asked: string[] = [];
  opened: Awaited<ReturnType<RecapApi["open"]>> = succeed(recap);
  played: Awaited<ReturnType<RecapApi["history"]>> = succeed(moments);
  hearted: Awaited<ReturnType<RecapApi["setHeart"]>> = succeed(undefined);
  forgotten: Awaited<ReturnType<RecapApi["forget"]>> = succeed(undefined);

  open(id: string, request: object) {
    this.asked.push(`open ${id} ${JSON.stringify(request)}`);
    return Promise.resolve(this.opened);
  }
  history(id: string, token: string) {
    this.asked.push(`history ${id} ${token}`);
    return Promise.resolve(this.played);
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
    'open p1 {"secret":"s3cret","token":"room-token","withoutMoments":true}',
  ]);
  expect(at.flow.state.get()).toMatchObject({ kind: "open", isCounted: false, forgetting: "no" });
});

test("asks for a PIN, and reports only an entered one as wrong", async () => {
  at.api.opened = refuse("wrong_pin");
  await at.flow.look();
  expect(at.flow.state.get()).toMatchObject({ kind: "pin", wrong: false });
  await at.flow.enterPin("0000");
  expect(at.flow.state.get()).toMatchObject({ kind: "pin", wrong: true, busy: false });
  at.api.opened = succeed(recap);
  await at.flow.enterPin("4711");
  expect(at.api.asked.at(-1)).toBe(
    'open p1 {"secret":"s3cret","pin":"4711","withoutMoments":true}',
  );
  expect(at.flow.state.get()).toMatchObject({ kind: "open" });
});

test("is counted only with consent, which this device stores and may withdraw", async () => {
  await at.flow.look();
  await at.flow.setCounted(true);
  expect(at.api.asked.at(-1)).toBe(
    'open p1 {"secret":"s3cret","isCounted":true,"withoutMoments":true}',
  );
  await at.open().look();
  expect(at.api.asked.at(-1)).toContain('"isCounted":true');
  await at.flow.setCounted(false);
  await at.open().look();
  expect(at.api.asked.at(-1)).not.toContain("isCounted");
});

test("is not counted if the server could not be reached", async () => {
  await at.flow.look();
  at.api.opened = refuse("unavailable");
  await at.flow.setCounted(true);
  expect(at.flow.state.get()).toMatchObject({ kind: "open", isCounted: false });
  expect(at.storage.length).toBe(0);
});

test("deletes its reader's data here and at the server, and shows the rest", async () => {
  at.earlierJoins.keep("p1", "Olga", "room-token");
  await at.flow.look();
  at.api.forgotten = refuse("unavailable");
  await at.flow.forget();
  expect(at.flow.state.get()).toMatchObject({ forgetting: "failed", recap: { reader: "buyer:1" } });
  at.api.forgotten = succeed(undefined);
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const { reader: _, ...left } = { ...recap, token: "nobody's", likes: [], homes: [] };
  at.api.open = async () => {
    await answered;
    return succeed(left);
  };
  const forgetting = at.flow.forget();
  await vi.waitFor(() => expect(at.flow.state.get()).toMatchObject({ forgetting: "done" }));
  const now = () => {
    const state = at.flow.state.get();
    if (state.kind !== "open") throw new Error(state.kind);
    return state;
  };
  expect(now().recap.reader).toBeUndefined();
  expect(now().recap.homes).toEqual([{ reason: "seen", units: ["b1-2"] }]);
  answer();
  await forgetting;
  expect(now()).toMatchObject({ forgetting: "done", recap: { token: "nobody's", homes: [] } });
  expect(at.storage.length).toBe(0);
});

test("reads moments and the whole development only for a replay, by the recap's token", async () => {
  await at.flow.look();
  const source = await at.flow.readReplay();
  expect(at.api.asked.slice(1)).toEqual(["history p1 recap-token", "project small recap-token"]);
  expect(source.moments).toEqual(moments);
  expect(source.index.project).toBe(project);
  at.api.played = refuse("unavailable");
  await expect(at.flow.readReplay()).rejects.toThrow("could not be read");
});

test("of a withdrawn or missing link is refused, and can be tried again", async () => {
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

test("shows a heart at once, and undoes it when the server refuses it", async () => {
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
