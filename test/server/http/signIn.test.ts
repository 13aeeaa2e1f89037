import { describe, expect, test } from "vitest";
import type { SignInResponse } from "../../../schema/api.ts";
import { KEY, openHarness, present } from "./harness.ts";

const HOUR_MS = 60 * 60 * 1000;

describe("sign-in", () => {
  test("the key gives a token that opens the catalogue for 12 hours", async () => {
    const { post, get, clock } = await openHarness();
    const answer = await post("/api/sign-in", { body: { key: KEY } });
    const { token, expiresAt, agent } = answer.json() as SignInResponse;
    expect(answer.status).toBe(200);
    expect(Date.parse(expiresAt)).toBe(clock.now() + 12 * HOUR_MS);
    expect(agent).toEqual({ id: "agent", name: "Sales agent" });
    clock.advance(12 * HOUR_MS - 1000);
    expect((await get("/api/projects", { token })).status).toBe(200);
    clock.advance(1000);
    expect((await get("/api/projects", { token })).problem).toBe("401 unauthorized");
  });

  test("a name is the one that buyers see, and stays with the token", async () => {
    const harness = await openHarness();
    const body = { key: KEY, name: "  Layla Haddad " };
    const answer = await harness.post("/api/sign-in", { body });
    const { token, agent } = answer.json() as SignInResponse;
    expect(agent).toEqual({ id: "agent", name: "Layla Haddad" });
    const { id, secret } = await present({ ...harness, agentToken: token });
    const path = `/api/presentations/${id}`;
    const preview = await harness.post(`${path}/preview`, { body: { secret } });
    const joined = await harness.post(`${path}/join`, { body: { secret } });
    expect(preview.json()).toMatchObject({ presenter: { name: "Layla Haddad" } });
    expect(joined.json()).toMatchObject({ presenter: { name: "Layla Haddad" } });
    const later = await harness.post("/api/sign-in", { body: { key: KEY } });
    expect((later.json() as SignInResponse).agent.name).toBe("Sales agent");
  });

  test.each(["", "   ", "x".repeat(81), 7, null])("%j is no name", async (name) => {
    const { post } = await openHarness();
    const answer = await post("/api/sign-in", { body: { key: KEY, name } });
    expect(answer.problem).toBe("400 invalid_body");
  });

  test("a wrong key is told so, and after ten a right one must wait too", async () => {
    const { post } = await openHarness();
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await post("/api/sign-in", { body: { key: "no" } })).problem).toBe("401 wrong_key");
    }
    const wrong = await post("/api/sign-in", { body: { key: "no" } });
    const right = await post("/api/sign-in", { body: { key: KEY } });
    expect(wrong.problem).toBe("429 too_many_attempts");
    expect(right.problem).toBe("429 too_many_attempts");
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("is not there where agents sign in with the company", async () => {
    const { post } = await openHarness({
      agents: {
        signIn: async () => ({ ok: false, problem: "unsupported" }),
        verify: async () => ({ ok: false, problem: "unavailable" }),
      },
    });
    expect((await post("/api/sign-in", { body: { key: KEY } })).problem).toBe("404 unknown");
  });

  test("a provider that cannot be asked is unavailable and no refusal", async () => {
    const { get } = await openHarness({
      agents: {
        signIn: async () => ({ ok: false, problem: "unsupported" }),
        verify: async () => ({ ok: false, problem: "unavailable" }),
      },
    });
    expect((await get("/api/projects", { token: "x" })).problem).toBe("503 unavailable");
  });
});
