import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import type {
  PreviewResponse,
  SignInResponse,
  TokenResponse,
} from "../../../../schema/protocol/api.ts";
import { KEY, openHarness, present } from "../harness.ts";

const HOUR_MS = 60 * 60 * 1000;

describe("sign-in", () => {
  test("the key returns a token that is valid for 12 hours", async () => {
    const { post, get, clock } = await openHarness();
    const answer = await post("/api/sign-in", { body: { key: KEY } });
    const { token, expiresAt, agent } = answer.json() as SignInResponse;
    expect(answer.status).toBe(200);
    expect(Date.parse(expiresAt)).toBe(clock.now() + 12 * HOUR_MS);
    expect(agent).toEqual({ id: "agent", name: "" });
    clock.advance(12 * HOUR_MS - 1000);
    expect((await get("/api/projects", { token })).status).toBe(200);
    clock.advance(1000);
    expect((await get("/api/projects", { token })).problem).toBe("401 unauthorized");
  });

  test("the name is visible to buyers, and bound to the token", async () => {
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
    expect((later.json() as SignInResponse).agent.name).toBe("");
  });

  test("a new name applies to presentations once they are presented under it", async () => {
    const harness = await openHarness();
    const { token } = (
      await harness.post("/api/sign-in", { body: { key: KEY, name: "Layla" } })
    ).json() as SignInResponse;
    const { id, secret } = await present({ ...harness, agentToken: token });
    const path = `/api/presentations/${id}`;
    const seen = async () =>
      (await harness.post(`${path}/preview`, { body: { secret } })).json() as PreviewResponse;
    const rename = async (name: string) => {
      const answer = await harness.patch("/api/agent", { body: { name }, token });
      expect(answer.status).toBe(200);
      return answer.json() as SignInResponse;
    };
    const enter = (agentToken: string, role: string) =>
      harness.post(`${path}/tokens`, { body: { role }, token: agentToken });
    const nameIn = async (answer: ReturnType<typeof enter>) =>
      decodeJwt(((await answer).json() as TokenResponse).token)["name"];
    const omar = await rename(" Omar Aziz ");
    expect(omar.agent).toEqual({ id: "agent", name: "Omar Aziz" });
    expect((await seen()).presenter.name).toBe("Layla");
    await enter(omar.token, "inspector");
    expect((await seen()).presenter.name).toBe("Layla");
    expect(await nameIn(enter(omar.token, "agent"))).toBe("Omar Aziz");
    expect((await seen()).presenter.name).toBe("Omar Aziz");
    // Without a name of its own, the agent presents under the presentation's.
    expect(await nameIn(enter((await rename("")).token, "agent"))).toBe("Omar Aziz");
    expect((await seen()).presenter.name).toBe("Omar Aziz");
  });

  test("a name can be changed only when signed in", async () => {
    const { patch, agentToken: token } = await openHarness();
    const rename = async (body: unknown, as?: string) =>
      (await patch("/api/agent", { body, ...(as !== undefined && { token: as }) })).problem;
    expect(await rename({ name: "Omar" })).toBe("401 unauthorized");
    expect(await rename({ name: "Omar" }, "nonsense")).toBe("401 unauthorized");
    expect(await rename({ name: "x".repeat(81) }, token)).toBe("400 invalid_body");
    expect(await rename({}, token)).toBe("400 invalid_body");
  });

  test.each(["", "   ", "x".repeat(81), 7, null])("%j is not a valid name", async (name) => {
    const { post } = await openHarness();
    const answer = await post("/api/sign-in", { body: { key: KEY, name } });
    expect(answer.problem).toBe("400 invalid_body");
  });

  test("a wrong key is refused, and after ten even the right one must wait", async () => {
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

  test("wrong keys of all addresses together are limited, and the right one is never delayed", async () => {
    const { post } = await openHarness({ settings: { trustProxy: () => true } });
    const signIn = (key: string, address: number) =>
      post("/api/sign-in", {
        body: { key },
        headers: { "x-forwarded-for": `192.0.2.${address}` },
      });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      expect((await signIn("no", attempt % 20)).problem).toBe("401 wrong_key");
    }
    const limited = await signIn("no", 99);
    expect(limited.problem).toBe("429 too_many_attempts");
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn(KEY, 99)).status).toBe(200);
  });

  test("is unavailable with an identity provider", async () => {
    const { post } = await openHarness({
      agents: {
        signIn: async () => ({ ok: false, problem: "unsupported" }),
        rename: async () => ({ ok: false, problem: "unsupported" }),
        verify: async () => ({ ok: false, problem: "unavailable" }),
      },
    });
    expect((await post("/api/sign-in", { body: { key: KEY } })).problem).toBe("404 unknown");
  });

  test("an unreachable provider is `unavailable`, not a refusal", async () => {
    const { get } = await openHarness({
      agents: {
        signIn: async () => ({ ok: false, problem: "unsupported" }),
        rename: async () => ({ ok: false, problem: "unsupported" }),
        verify: async () => ({ ok: false, problem: "unavailable" }),
      },
    });
    expect((await get("/api/projects", { token: "x" })).problem).toBe("503 unavailable");
  });
});

test.each([["192.168.1.7"], [undefined]])(
  "agents alone learn where phones may reach the server: %s",
  async (address) => {
    const { get, agentToken } = await openHarness({ networkAddress: () => address });
    expect((await get("/api/network")).problem).toBe("401 unauthorized");
    const answer = await get("/api/network", { token: agentToken });
    expect(answer.json()).toEqual(address === undefined ? {} : { address });
  },
);
