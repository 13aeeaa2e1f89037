import { describe, expect, test } from "vitest";
import { readColleagueLink } from "../../../../client/agent/colleague/colleagueLink.ts";
import {
  keepColleagueVisits,
  type ColleagueVisit,
} from "../../../../client/agent/colleague/keptColleagueVisit.ts";
import { colleagueApi, colleagueMemory } from "../../../../client/agent/colleague/deskOf.ts";
import { openColleagueJoinFlow } from "../../../../client/agent/colleague/colleagueJoinFlow.ts";
import { refusalOf } from "../../../../client/agent/colleague/colleagueRefusal.ts";
import { ApiError, type ApiErrorCode } from "../../../../client/session/api.ts";
import { createFakeClock, createFakePage } from "../../session/fakes.ts";
import type { SelfResponse } from "../../../../schema/protocol/api.ts";
import { PROBLEM_STATUS } from "../../../../schema/protocol/problems.ts";

const EXPIRES = "2026-01-01T01:00:00.000Z";
const LATER = "2026-01-01T04:00:00.000Z";
const visit: ColleagueVisit = {
  token: "kept",
  room: "room",
  project: "lagoon",
  name: "Boris",
  presenter: "Anna",
  expiresAtMs: Date.parse(EXPIRES),
  paused: false,
};

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

function openVisits(kept?: ColleagueVisit) {
  const items = new Map<string, string>();
  const visits = keepColleagueVisits({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  });
  if (kept !== undefined) visits.keep("p1", kept);
  return visits;
}

const failing = (code: ApiErrorCode) => () => Promise.reject(new ApiError(code, 0));
const self: SelfResponse = {
  id: "p1",
  role: "agent",
  name: "Boris",
  presenter: { name: "Anna" },
  project: "lagoon",
  expiresAt: LATER,
  endsAt: LATER,
};
const api = {
  previewAsColleague: async () => ({
    presenter: { name: "Anna" },
    project: { id: "lagoon", name: { en: "Lagoon" } },
    expiresAt: EXPIRES,
  }),
  joinAsColleague: async () => ({
    token: "fresh",
    room: "room",
    project: "lagoon",
    presenter: { name: "Anna" },
    expiresAt: EXPIRES,
  }),
  self: async () => self,
  renew: async () => ({ token: "renewed", room: "room", expiresAt: LATER }),
};

function open(changes: Partial<typeof api> = {}, kept?: ColleagueVisit, secret?: string) {
  const visits = openVisits(kept);
  const link = { id: "p1", secret };
  const clock = createFakeClock();
  const page = createFakePage();
  const joinFlow = openColleagueJoinFlow({
    link,
    api: { ...api, ...changes },
    visits,
    waiting: { clock, page },
  });
  return { joinFlow, visits, clock, page };
}

describe("a colleague's link", () => {
  test("names the presentation and carries the secret in its fragment", () => {
    expect(readColleagueLink("/agent/join/p1", "#s-e_cret")).toEqual({
      id: "p1",
      secret: "s-e_cret",
    });
    expect(readColleagueLink("/agent/join/p1/", "")).toEqual({ id: "p1", secret: undefined });
  });

  test.each(["/agent", "/agent/join", "/agent/join/", "/agent/join/a b", "/p/p1"])(
    "%s is none",
    (path) => expect(readColleagueLink(path, "#secret")).toBeUndefined(),
  );

  test.each(["#a b", `#${"x".repeat(129)}`, "#<script>"])("%s is no secret", (hash) => {
    expect(readColleagueLink("/agent/join/p1", hash)?.secret).toBeUndefined();
  });
});

describe("joining as a colleague", () => {
  test("shows the inviting agent, and presents only once the colleague has entered a name", async () => {
    const { joinFlow, visits } = open({}, undefined, "secret");
    await joinFlow.look();
    expect(joinFlow.state.get()).toMatchObject({
      kind: "door",
      preview: { presenter: { name: "Anna" } },
    });
    expect(visits.read("p1")).toBeUndefined();
    await joinFlow.join("Boris");
    expect(joinFlow.state.get()).toMatchObject({ kind: "in", visit: { token: "fresh" } });
    expect(visits.read("p1")).toMatchObject({ token: "fresh", presenter: "Anna" });
  });

  test("continues as the same participant after a reload, without the secret", async () => {
    const { joinFlow } = open({}, visit);
    await joinFlow.look();
    const expiresAtMs = Date.parse(LATER);
    expect(joinFlow.state.get()).toEqual({ kind: "in", visit: { ...visit, expiresAtMs } });
  });

  test("renews a token that expired before the presentation was extended", async () => {
    const { joinFlow, visits } = open({ self: failing("unauthorized") }, visit);
    await joinFlow.look();
    expect(joinFlow.state.get()).toMatchObject({ kind: "in", visit: { token: "renewed" } });
    expect(visits.read("p1")?.token).toBe("renewed");
  });

  test("opens nothing without a secret or an earlier visit", async () => {
    const { joinFlow } = open();
    await joinFlow.look();
    expect(joinFlow.state.get()).toMatchObject({ kind: "refused", refusal: "wrong_link" });
  });

  test("shows a withdrawn colleague that page by name, and a newer link can be joined", async () => {
    const withdrawn = { self: failing("withdrawn") };
    const { joinFlow, visits } = open(withdrawn, visit);
    await joinFlow.look();
    const refused = { kind: "refused", refusal: "withdrawn", presenter: "Anna" };
    expect(joinFlow.state.get()).toEqual(refused);
    expect(visits.read("p1")).toBeUndefined();
    const again = open(withdrawn, visit, "newer");
    await again.joinFlow.look();
    expect(again.joinFlow.state.get().kind).toBe("door");
  });

  test.each(["by itself", "when the network returns", "when pressed"])(
    "trap 31: a network that is gone loses nothing: it is asked again %s",
    async (how) => {
      let online = false;
      const flaky = async () => {
        if (!online) throw new ApiError("network", 0);
        return self;
      };
      const { joinFlow, visits, clock, page } = open({ self: flaky }, visit);
      void joinFlow.look();
      await settled();
      expect(joinFlow.state.get()).toMatchObject({ refusal: "unreachable" });
      expect(visits.read("p1")).toEqual(visit);
      online = true;
      if (how === "by itself") clock.advance(2_000);
      else if (how === "when pressed") void joinFlow.look();
      else page.comeBack();
      await settled();
      expect(joinFlow.state.get().kind).toBe("in");
    },
  );

  test("trap 31: a join without an answer is shown on the join page and retried", async () => {
    let online = false;
    const joinAsColleague = async () => {
      if (!online) throw new ApiError("network", 0);
      return api.joinAsColleague();
    };
    const { joinFlow, page } = open({ joinAsColleague }, undefined, "secret");
    await joinFlow.look();
    void joinFlow.join("Boris");
    await settled();
    expect(joinFlow.state.get()).toMatchObject({ kind: "door", joining: true, offline: true });
    online = true;
    page.comeBack();
    await settled();
    expect(joinFlow.state.get().kind).toBe("in");
  });

  test.each(["wrong_secret", "ended", "expired", "too_many_attempts"] as const)(
    "%s at the door has its page",
    async (code) => {
      const { joinFlow } = open({ previewAsColleague: failing(code) }, undefined, "secret");
      await joinFlow.look();
      expect(joinFlow.state.get()).toMatchObject({
        kind: "refused",
        refusal: refusalOf(new ApiError(code, 0)),
      });
    },
  );

  test("leaving deletes the stored visit", async () => {
    const { joinFlow, visits } = open({}, visit);
    await joinFlow.look();
    joinFlow.leave();
    expect([joinFlow.state.get(), visits.read("p1")]).toEqual([{ kind: "left" }, undefined]);
  });
});

test("every problem of a call has a text, and an unknown one is a server error", () => {
  const codes = [...Object.keys(PROBLEM_STATUS), "network", "unreadable"] as ApiErrorCode[];
  const refusals = codes.map((code) => refusalOf(new ApiError(code, 0)));
  expect(refusals).not.toContain(undefined);
  expect(refusalOf(new Error("unforeseen"))).toBe("unavailable");
});

describe("a colleague's desk", () => {
  test("calls with the room token and has none of the agent's own actions", async () => {
    const visits = openVisits(visit);
    const units = async () => undefined;
    const project = () => Promise.reject(new ApiError("network", 0));
    const room = { ...api, project, units };
    const desk = colleagueApi({ id: "p1", api: room, asAgent: undefined, visits });
    expect(await desk.presentation("p1")).toMatchObject({ status: "live", expiresAt: LATER });
    expect((await desk.token("p1", "agent")).token).toBe("renewed");
    expect(visits.read("p1")?.token).toBe("renewed");
    const forbidden = { code: "forbidden" };
    await expect(desk.extend("p1", 60)).rejects.toMatchObject(forbidden);
    await expect(desk.end("p1")).rejects.toMatchObject(forbidden);
    await expect(desk.createPresentation({ project: "x" })).rejects.toMatchObject(forbidden);
    await expect(desk.setStatus("x", "b1-1", "sold")).rejects.toMatchObject(forbidden);
  });

  test("keeps a pause through a reload, and nothing of an ended presentation", () => {
    const visits = openVisits(visit);
    const memory = colleagueMemory("p1", visits);
    expect(memory.recall()).toMatchObject({ id: "p1", project: "lagoon", paused: false });
    memory.remember({ id: "p1", project: "lagoon", paused: true });
    expect(colleagueMemory("p1", visits).recall()).toMatchObject({ paused: true });
    memory.forget();
    expect(memory.recall()).toBeUndefined();
  });
});
