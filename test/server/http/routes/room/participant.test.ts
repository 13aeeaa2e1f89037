import { describe, expect, test } from "vitest";
import type {
  JoinResponse,
  SelfResponse,
  TokenResponse,
} from "../../../../../schema/protocol/api.ts";
import { openHarness, present, type Harness } from "../../harness.ts";

const MINUTE_MS = 60_000;

async function joined(harness: Harness) {
  const created = await present(harness);
  const { id, secret } = created;
  const answer = await harness.post(`/api/presentations/${id}/join`, {
    body: { secret, name: "Omar" },
  });
  const { token } = answer.json() as JoinResponse;
  const path = `/api/presentations/${id}`;
  const extend = (minutes: number) =>
    harness.patch(path, { token: harness.agentToken, body: { minutes } });
  return { ...created, token, path, extend };
}

describe("a participant's own data", () => {
  test("has an earlier end while the agent is away, and the original one once the agent is back", async () => {
    const harness = await openHarness();
    const { id, token, path, expiresAt } = await joined(harness);
    const end = async () =>
      ((await harness.get(`${path}/self`, { token })).json() as SelfResponse).endsAt;
    const awaySinceMs = harness.clock.now();
    await harness.storage.presentations.setAwaySince(id, awaySinceMs);
    expect(Date.parse(await end())).toBe(awaySinceMs + 15 * MINUTE_MS);
    await harness.storage.presentations.setPresent(id, awaySinceMs);
    expect(await end()).toBe(expiresAt);
  });

  test("has its name and subject, and the new expiry after an extension", async () => {
    const harness = await openHarness();
    const { id, token, path, expiresAt, extend } = await joined(harness);
    const first = await harness.get(`${path}/self`, { token });
    expect(first.json() as SelfResponse).toEqual({
      id,
      role: "buyer",
      name: "Omar",
      presenter: { name: "" },
      project: "small",
      expiresAt,
      endsAt: expiresAt,
    });
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await harness.get(`${path}/self`, { token, headers })).status).toBe(304);
    await extend(90);
    const changed = await harness.get(`${path}/self`, { token, headers });
    const extendedMs = harness.clock.now() + 90 * MINUTE_MS;
    expect(Date.parse((changed.json() as SelfResponse).expiresAt)).toBe(extendedMs);
  });

  test("states that the presentation is over, and why", async () => {
    const harness = await openHarness();
    const { token, path } = await joined(harness);
    await harness.delete(path, { token: harness.agentToken });
    expect((await harness.get(`${path}/self`, { token })).problem).toBe("410 ended");
    const other = await joined(harness);
    harness.clock.advance(60 * MINUTE_MS);
    const expired = await harness.get(`${other.path}/self`, { token: other.token });
    expect(expired.problem).toBe("410 expired");
  });

  test("requires a token of this presentation", async () => {
    const harness = await openHarness();
    const { path } = await joined(harness);
    const { token } = await joined(harness);
    expect((await harness.get(`${path}/self`, { token })).problem).toBe("403 forbidden");
    expect((await harness.get(`${path}/self`)).problem).toBe("401 unauthorized");
    const agent = await harness.get(`${path}/self`, { token: harness.agentToken });
    expect(agent.problem).toBe("401 unauthorized");
  });
});

describe("renewing", () => {
  test("an expired token is renewed until the extended end", async () => {
    const harness = await openHarness();
    const { token, path, room, extend } = await joined(harness);
    await extend(180);
    harness.clock.advance(90 * MINUTE_MS);
    expect((await harness.get(`${path}/self`, { token })).problem).toBe("401 unauthorized");
    const answer = await harness.post(`${path}/renew`, { token });
    const renewed = answer.json() as TokenResponse;
    expect(renewed.room).toBe(room);
    const before = await harness.roomTokens.verifyForRenewal(token);
    const after = await harness.roomTokens.verify(renewed.token);
    const expiresAtMs = Date.parse(renewed.expiresAt);
    expect(expiresAtMs).toBe(harness.clock.now() + 90 * MINUTE_MS);
    expect(after).toEqual({ ok: true, value: { ...(before.ok && before.value), expiresAtMs } });
  });

  test("is refused once it is over, and for a token of long ago", async () => {
    const harness = await openHarness();
    const ended = await joined(harness);
    await harness.delete(ended.path, { token: harness.agentToken });
    const dead = await harness.post(`${ended.path}/renew`, { token: ended.token });
    expect(dead.problem).toBe("410 ended");
    const { token, path, extend } = await joined(harness);
    await extend(24 * 60);
    harness.clock.advance(23 * 60 * MINUTE_MS);
    await harness.storage.presentations.setExpiry(path.split("/").at(-1) ?? "", Infinity);
    harness.clock.advance(2 * 60 * MINUTE_MS);
    expect((await harness.post(`${path}/renew`, { token })).problem).toBe("401 unauthorized");
  });

  test("returns an agent's token only to the presentation's own agent", async () => {
    const harness = await openHarness();
    const { id, path, room } = await joined(harness);
    const issue = (subject: string) =>
      harness.roomTokens.issue({
        subject,
        presentation: id,
        room,
        role: "agent",
        name: "",
        expiresAtMs: harness.clock.now() + MINUTE_MS,
      });
    const own = await harness.post(`${path}/renew`, { token: await issue("agent:agent") });
    const other = await harness.post(`${path}/renew`, { token: await issue("agent:other") });
    expect(own.status).toBe(200);
    expect(other.problem).toBe("403 forbidden");
  });
});
