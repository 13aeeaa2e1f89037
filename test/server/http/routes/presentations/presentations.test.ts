import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import type {
  PresentationResponse,
  PresentationsResponse,
  TokenResponse,
} from "../../../../../schema/protocol/api.ts";
import { readState } from "../../../../../schema/presentation/document.ts";
import { openHarness, present } from "../../harness.ts";

const MINUTE_MS = 60_000;

describe("a new presentation", () => {
  test("has a link, lasts an hour, and has a document with the first view", async () => {
    const harness = await openHarness();
    const created = await present(harness);
    expect(created.id).toMatch(/^[0-9A-Za-z]{12}$/);
    expect(created.link).toBe(`https://live.example.com/p/${created.id}#${created.secret}`);
    expect(Buffer.from(created.secret, "base64url").byteLength).toBe(20);
    expect(Date.parse(created.expiresAt)).toBe(harness.clock.now() + 60 * MINUTE_MS);
    const doc = new Y.Doc();
    const pieces = await harness.storage.documents.load(created.room);
    for (const { bytes } of pieces ?? []) Y.applyUpdate(doc, bytes);
    expect(readState(doc)).toMatchObject({
      ok: true,
      value: {
        meta: { version: 1, project: "small" },
        view: { screen: "masterplan", masterplan: "site" },
      },
    });
  });

  test("stores neither its secret nor its PIN", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness, { pin: "4711" });
    const kept = JSON.stringify(await harness.storage.presentations.find(id));
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain("4711");
  });

  test("applies the agent's choices, and the operator's limit of viewers", async () => {
    const harness = await openHarness();
    const choices = { minutes: 0.5, buyer: { name: " Omar " }, maxViewers: 999 };
    const { id } = await present(harness, choices);
    const answer = await harness.get(`/api/presentations/${id}`, { token: harness.agentToken });
    expect(answer.json() as PresentationResponse).toEqual({
      id,
      room: id,
      project: "small",
      status: "live",
      createdAt: new Date(harness.clock.now()).toISOString(),
      expiresAt: new Date(harness.clock.now() + 30_000).toISOString(),
      buyer: { name: "Omar" },
      pin: false,
      maxViewers: 50,
      colleagues: false,
      viewers: [],
      likes: [],
      visits: [],
    });
  });

  test("requires an existing project and an agent", async () => {
    const { post, agentToken: token } = await openHarness();
    const none = await post("/api/presentations", { token, body: { project: "none" } });
    expect(none.problem).toBe("404 unknown");
    const nobody = await post("/api/presentations", { body: { project: "small" } });
    expect(nobody.problem).toBe("401 unauthorized");
  });
});

describe("an agent's own presentations", () => {
  test("are listed newest first, with their viewers", async () => {
    const harness = await openHarness();
    const first = await present(harness);
    harness.clock.advance(5);
    const second = await present(harness);
    harness.live.watching = [{ subject: "buyer:1", name: "Omar", sinceMs: 0 }];
    const answer = await harness.get("/api/presentations", { token: harness.agentToken });
    const { presentations } = answer.json() as PresentationsResponse;
    expect(presentations.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(presentations[0]?.viewers).toEqual([
      { id: "buyer:1", name: "Omar", since: "1970-01-01T00:00:00.000Z" },
    ]);
  });

  test("trap 58: are listed in pages of 50, each with its latest visits", async () => {
    const harness = await openHarness();
    const { agentToken: token } = harness;
    const made: string[] = [];
    for (let place = 0; place < 101; place += 1) {
      const { id } = await present(harness);
      made.unshift(id);
      for (let visit = 0; visit < 30; visit += 1) {
        const participant = `buyer:${visit}`;
        const times = { joinedAtMs: visit, leftAtMs: undefined };
        await harness.storage.presentations.recordVisit(id, { participant, name: "N", ...times });
      }
    }
    const sizes: number[] = [];
    const listed: PresentationResponse[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const query = cursor === "" ? "" : `?cursor=${cursor}`;
      const answer = await harness.get(`/api/presentations${query}`, { token });
      const { presentations, next } = answer.json() as PresentationsResponse;
      expect(answer.text.length).toBeLessThan(100_000);
      sizes.push(presentations.length);
      listed.push(...presentations);
      cursor = next;
    }
    expect(sizes).toEqual([50, 50, 1]);
    expect(listed.map(({ id }) => id)).toEqual(made);
    expect(listed[0]?.visits?.map(({ from }) => Date.parse(from))).toEqual(
      Array.from({ length: 20 }, (_, place) => place + 10),
    );
    expect(listed[0]?.visitCount).toBe(30);
    for (const cursor of ["", "x", "1-", "1-2-3", `${"9".repeat(400)}-1`]) {
      const answer = await harness.get(`/api/presentations?cursor=${cursor}`, { token });
      expect(answer.problem).toBe("400 invalid_body");
    }
  });

  test("are invisible to other agents", async () => {
    const harness = await openHarness();
    const { id } = await present(harness);
    const path = `/api/presentations/${id}`;
    const other = await openHarness({
      storage: harness.storage,
      agents: {
        signIn: async () => ({ ok: false, problem: "unsupported" }),
        rename: async () => ({ ok: false, problem: "unsupported" }),
        verify: async () => ({ ok: true, value: { id: "other", name: "Other" } }),
      },
    });
    const token = "theirs";
    expect((await other.get(path, { token })).problem).toBe("404 unknown");
    const minutes = { token, body: { minutes: 5 } };
    expect((await other.patch(path, minutes)).problem).toBe("404 unknown");
    expect((await other.delete(path, { token })).problem).toBe("404 unknown");
    const role = { token, body: { role: "agent" } };
    expect((await other.post(`${path}/tokens`, role)).problem).toBe("404 unknown");
    const listed = await other.get("/api/presentations", { token });
    expect((listed.json() as PresentationsResponse).presentations).toEqual([]);
  });

  test("cannot be listed with a room token", async () => {
    const harness = await openHarness();
    const { id } = await present(harness);
    const issued = await harness.post(`/api/presentations/${id}/tokens`, {
      token: harness.agentToken,
      body: { role: "agent" },
    });
    const { token } = issued.json() as TokenResponse;
    expect((await harness.get(`/api/presentations/${id}`, { token })).status).toBe(401);
  });
});

describe("extending", () => {
  test("is counted from now and reaches the room", async () => {
    const harness = await openHarness();
    const { id, room } = await present(harness);
    harness.clock.advance(10 * MINUTE_MS);
    const call = { token: harness.agentToken, body: { minutes: 15 } };
    const answer = await harness.patch(`/api/presentations/${id}`, call);
    const expiresAtMs = harness.clock.now() + 15 * MINUTE_MS;
    expect((answer.json() as PresentationResponse).expiresAt).toBe(
      new Date(expiresAtMs).toISOString(),
    );
    expect(harness.live.calls).toEqual([["extend", room, expiresAtMs]]);
    expect(await harness.storage.presentations.find(id)).toMatchObject({ expiresAtMs });
  });

  test.each([0, -5, 1441])("refuses %d minutes", async (minutes) => {
    const harness = await openHarness();
    const { id } = await present(harness);
    const call = { token: harness.agentToken, body: { minutes } };
    const answer = await harness.patch(`/api/presentations/${id}`, call);
    expect(answer.problem).toBe("400 invalid_body");
  });

  test("is too late once it has expired", async () => {
    const harness = await openHarness();
    const { id } = await present(harness);
    harness.clock.advance(60 * MINUTE_MS);
    const token = harness.agentToken;
    const path = `/api/presentations/${id}`;
    const minutes = { token, body: { minutes: 15 } };
    expect((await harness.patch(path, minutes)).problem).toBe("410 expired");
    const role = { token, body: { role: "agent" } };
    expect((await harness.post(`${path}/tokens`, role)).problem).toBe("410 expired");
    const read = await harness.get(path, { token });
    expect((read.json() as PresentationResponse).status).toBe("expired");
  });
});

describe("ending", () => {
  test("reaches the room, invalidates tokens and links, and is idempotent", async () => {
    const harness = await openHarness();
    const { id, room, secret } = await present(harness);
    const token = harness.agentToken;
    const path = `/api/presentations/${id}`;
    const ended = await harness.delete(path, { token });
    expect([ended.status, ended.text]).toEqual([204, ""]);
    expect(harness.live.calls).toContainEqual(["end", room, "ended"]);
    const endedAt = new Date(harness.clock.now()).toISOString();
    harness.clock.advance(1000);
    expect((await harness.delete(path, { token })).status).toBe(204);
    const read = await harness.get(path, { token });
    expect(read.json() as PresentationResponse).toMatchObject({ status: "ended", endedAt });
    const minutes = { token, body: { minutes: 15 } };
    expect((await harness.patch(path, minutes)).problem).toBe("410 ended");
    const role = { token, body: { role: "inspector" } };
    expect((await harness.post(`${path}/tokens`, role)).problem).toBe("410 ended");
    expect((await harness.post(`${path}/join`, { body: { secret } })).problem).toBe("410 ended");
  });
});

describe("room tokens for the agent's own sockets", () => {
  test.each(["agent", "inspector"] as const)("%s", async (role) => {
    const harness = await openHarness();
    const { id, room, expiresAt } = await present(harness);
    const call = { token: harness.agentToken, body: { role } };
    const issued = await harness.post(`/api/presentations/${id}/tokens`, call);
    const body = issued.json() as TokenResponse;
    expect(body).toMatchObject({ room, expiresAt });
    expect(await harness.roomTokens.verify(body.token)).toEqual({
      ok: true,
      value: {
        subject: `${role}:agent`,
        presentation: id,
        room,
        role,
        name: "",
        expiresAtMs: Date.parse(expiresAt),
      },
    });
  });

  test("a buyer's token cannot be requested here", async () => {
    const harness = await openHarness();
    const { id } = await present(harness);
    const call = { token: harness.agentToken, body: { role: "buyer" } };
    const answer = await harness.post(`/api/presentations/${id}/tokens`, call);
    expect(answer.problem).toBe("400 invalid_body");
  });
});
