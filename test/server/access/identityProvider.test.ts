import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openProvidedAgents } from "../../../server/access/identityProvider.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const ISSUER = "https://id.example.com/";
const AUDIENCE = "offplan";
const unauthorized = { ok: false, problem: "unauthorized" };
const unavailable = { ok: false, problem: "unavailable" };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let known: Keys;
let foreign: Keys;
beforeAll(async () => {
  known = await generateKeyPair("ES256");
  foreign = await generateKeyPair("ES256");
});

/** A provider that serves one key over HTTP. */
async function openProvider(editorClaim?: string) {
  const publish = async (key: CryptoKey, kid: string) => ({
    keys: [{ ...(await exportJWK(key)), kid, alg: "ES256" }],
  });
  const published = { jwks: await publish(known.publicKey, "one"), status: 200, asked: 0 };
  const server = createServer((_request, response) => {
    published.asked += 1;
    response.statusCode = published.status;
    response.setHeader("content-type", "application/json").end(JSON.stringify(published.jwks));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const clock = new FakeClock();
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  return {
    clock,
    server,
    published,
    rotate: async (key: CryptoKey, kid: string) => {
      published.jwks = await publish(key, kid);
    },
    agents: openProvidedAgents({ issuer: ISSUER, audience: AUDIENCE, jwksUrl, editorClaim }, clock),
  };
}

interface Token {
  readonly key?: CryptoKey;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly lifeSeconds?: number | undefined;
  readonly inSeconds?: number;
}

async function sign(clock: FakeClock, claims: object, token: Token = {}): Promise<string> {
  const jwt = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "ES256", kid: token.kid ?? "one" })
    .setIssuer(token.issuer ?? ISSUER)
    .setAudience(token.audience ?? AUDIENCE);
  if (token.subject !== "") jwt.setSubject(token.subject ?? "u-7");
  if (!("lifeSeconds" in token) || token.lifeSeconds !== undefined) {
    jwt.setExpirationTime(clock.now() / 1000 + (token.lifeSeconds ?? 60));
  }
  if (token.inSeconds !== undefined) jwt.setNotBefore(clock.now() / 1000 + token.inSeconds);
  return jwt.sign(token.key ?? known.privateKey);
}

describe("agents of the company's identity provider", () => {
  test("have the subject and name of their token", async () => {
    const { agents, clock } = await openProvider();
    const named = await agents.verify(await sign(clock, { name: "Ana Kovač" }));
    expect(named).toEqual({ ok: true, value: { id: "u-7", name: "Ana Kovač" } });
    for (const claims of [{}, { name: "  " }, { name: 7 }]) {
      const unnamed = await agents.verify(await sign(clock, claims));
      expect(unnamed).toEqual({ ok: true, value: { id: "u-7", name: "" } });
    }
  });

  test.each<[string | undefined, object, boolean]>([
    [undefined, { lists: true }, false],
    ["lists", {}, false],
    ["lists", { lists: true }, true],
    ["lists", { lists: "yes" }, true],
    ["lists", { lists: ["riverside"] }, true],
    ["lists", { lists: [] }, false],
    ["lists", { lists: false }, false],
    ["lists", { lists: "false" }, false],
    ["lists", { lists: null }, false],
    ["constructor", {}, false],
    ["https://example.com/lists", { "https://example.com/lists": 1 }, true],
  ])("with EDITOR_CLAIM=%s, %o changes lists: %s", async (claim, claims, isEditor) => {
    const { agents, clock } = await openProvider(claim);
    const verified = await agents.verify(await sign(clock, claims));
    expect(verified.ok && verified.value.isEditor === true).toBe(isEditor);
  });

  test("cannot sign in with a key", async () => {
    const { agents } = await openProvider();
    expect(await agents.signIn("key")).toEqual({ ok: false, problem: "unsupported" });
  });

  test.each<[string, Token]>([
    ["another issuer", { issuer: "https://evil.example" }],
    ["another audience", { audience: "payroll" }],
    ["an unknown key id", { kid: "two" }],
    ["no subject", { subject: "" }],
    ["no expiry", { lifeSeconds: undefined }],
    ["an expiry that has passed", { lifeSeconds: -30 }],
    ["a beginning that is yet to come", { inSeconds: 31 }],
  ])("%s is refused", async (_what, token) => {
    const { agents, clock } = await openProvider();
    expect(await agents.verify(await sign(clock, {}, token))).toEqual(unauthorized);
  });

  test("tokens signed with another key, with a shared secret, or not at all are refused", async () => {
    const { agents, clock } = await openProvider();
    const forged = await sign(clock, {}, { key: foreign.privateKey });
    const shared = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject("u-7")
      .setExpirationTime(clock.now() / 1000 + 60)
      .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(known.publicKey))));
    for (const token of [forged, shared, "", "a.b.c"]) {
      expect(await agents.verify(token)).toEqual(unauthorized);
    }
  });

  test("a token whose nbf has passed is valid", async () => {
    const { agents, clock } = await openProvider();
    expect((await agents.verify(await sign(clock, {}, { inSeconds: -1 }))).ok).toBe(true);
  });

  test("an algorithm other than the key's is refused, and so is an unsigned token", async () => {
    const { agents, clock, rotate } = await openProvider();
    const other = await generateKeyPair("ES384");
    await rotate(other.publicKey, "one");
    expect(await agents.verify(await sign(clock, {}))).toEqual(unauthorized);
    const [, payload] = (await sign(clock, {})).split(".");
    for (const alg of ["none", "HS256", "ES256"]) {
      const header = Buffer.from(JSON.stringify({ alg, kid: "one" })).toString("base64url");
      expect(await agents.verify(`${header}.${payload}.`)).toEqual(unauthorized);
    }
  });

  test("trap 34: a fresh token is accepted although the clock is 30 s ahead or behind", async () => {
    const { agents, clock } = await openProvider();
    expect((await agents.verify(await sign(clock, {}, { inSeconds: 30 }))).ok).toBe(true);
    expect((await agents.verify(await sign(clock, {}, { lifeSeconds: -29 }))).ok).toBe(true);
  });

  test("trap 34: new keys are fetched on demand, but not for every unknown key id", async () => {
    const { agents, clock, rotate, published } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    await rotate(foreign.publicKey, "two");
    const rotated = () => sign(clock, {}, { key: foreign.privateKey, kid: "two" });
    expect(await agents.verify(await rotated())).toEqual(unavailable);
    clock.advance(10_000);
    expect((await agents.verify(await rotated())).ok).toBe(true);
    expect(published.asked).toBe(2);
    const strangers = [...Array(20).keys()].map((n) => sign(clock, {}, { kid: `made up ${n}` }));
    for (const stranger of await Promise.all(strangers)) {
      expect(await agents.verify(stranger)).toEqual(unavailable);
    }
    expect(published.asked).toBe(2);
    clock.advance(10_000);
    expect(await agents.verify(await sign(clock, {}, { kid: "made up" }))).toEqual(unauthorized);
    expect(published.asked).toBe(3);
  });

  test("trap 34: known keys are used while the provider is unavailable, which is polled every 10 s", async () => {
    const { agents, clock, published } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    published.status = 503;
    clock.advance(60 * 60_000);
    for (let n = 0; n < 5; n += 1) {
      expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    }
    expect(published.asked).toBe(2);
    expect(await agents.verify(await sign(clock, {}, { kid: "two" }))).toEqual(unavailable);
  });

  test("a key withdrawn by the provider is used for at most 10 minutes", async () => {
    const { agents, clock, rotate } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    await rotate(foreign.publicKey, "two");
    clock.advance(10 * 60_000);
    expect(await agents.verify(await sign(clock, {}))).toEqual(unauthorized);
  });

  test("a long name is truncated to 80 characters, never within one", async () => {
    const { agents, clock } = await openProvider();
    const nameOf = async (name: string): Promise<string | undefined> => {
      const verified = await agents.verify(await sign(clock, { name }));
      return verified.ok ? verified.value.name : undefined;
    };
    expect(await nameOf("x".repeat(11_000))).toBe("x".repeat(80));
    expect(await nameOf(`${"x".repeat(78)}👩‍👩‍👧`)).toBe("x".repeat(78));
    expect(await nameOf("  Ana  ")).toBe("Ana");
    expect(await nameOf("   ")).toBe("");
  });

  test.each([500, 503, 404])(
    "a provider that answers %d counts as unavailable, and no token as invalid",
    async (status) => {
      const { agents, clock, published } = await openProvider();
      published.status = status;
      const token = await sign(clock, {});
      expect(await agents.verify(token)).toEqual(unavailable);
      published.status = 200;
      expect((await agents.verify(token)).ok).toBe(true);
    },
  );

  test("known keys are used while the provider is unavailable", async () => {
    const { agents, clock, published } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    published.status = 500;
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
  });

  test("anything that is not a token is refused even then", async () => {
    const { agents, server } = await openProvider();
    server.close();
    for (const nonsense of ["", "a.b.c", "e30.e30.e30"]) {
      expect(await agents.verify(nonsense)).toEqual(unauthorized);
    }
  });

  test("are asked to retry, not refused, while the provider is unavailable", async () => {
    const { agents, clock, server } = await openProvider();
    server.close();
    const token = await sign(clock, {});
    expect(await agents.verify(token)).toEqual(unavailable);
  });
});
