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

/** A provider that publishes one key at a real address. */
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
  test("are who their token says, by its subject and name", async () => {
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

  test("do not sign in here", async () => {
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

  test("another key's signature, a shared secret's and none are refused", async () => {
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

  test("a beginning that has come is none to wait for", async () => {
    const { agents, clock } = await openProvider();
    expect((await agents.verify(await sign(clock, {}, { inSeconds: -1 }))).ok).toBe(true);
  });

  test("an algorithm that the key is not for is refused, and none that only looks signed passes", async () => {
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

  test("trap 34: a clock 30 s ahead or behind refuses no fresh token", async () => {
    const { agents, clock } = await openProvider();
    expect((await agents.verify(await sign(clock, {}, { inSeconds: 30 }))).ok).toBe(true);
    expect((await agents.verify(await sign(clock, {}, { lifeSeconds: -29 }))).ok).toBe(true);
  });

  test("trap 34: new keys are fetched when they are needed, and not for each unknown key id", async () => {
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

  test("trap 34: known keys serve however long the provider is away, and it is asked once in 10 s", async () => {
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

  test("a key that the provider has taken back serves 10 minutes at most", async () => {
    const { agents, clock, rotate } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    await rotate(foreign.publicKey, "two");
    clock.advance(10 * 60_000);
    expect(await agents.verify(await sign(clock, {}))).toEqual(unauthorized);
  });

  test("a name of any length is cut to 80, between two characters", async () => {
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
    "a provider that answers %d is away, and no agent a stranger",
    async (status) => {
      const { agents, clock, published } = await openProvider();
      published.status = status;
      const token = await sign(clock, {});
      expect(await agents.verify(token)).toEqual(unavailable);
      published.status = 200;
      expect((await agents.verify(token)).ok).toBe(true);
    },
  );

  test("keys that are already here serve while the provider is away", async () => {
    const { agents, clock, published } = await openProvider();
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
    published.status = 500;
    expect((await agents.verify(await sign(clock, {}))).ok).toBe(true);
  });

  test("what is no token is refused even then", async () => {
    const { agents, server } = await openProvider();
    server.close();
    for (const nonsense of ["", "a.b.c", "e30.e30.e30"]) {
      expect(await agents.verify(nonsense)).toEqual(unauthorized);
    }
  });

  test("are not refused, only told to wait, while the provider cannot be asked", async () => {
    const { agents, clock, server } = await openProvider();
    server.close();
    const token = await sign(clock, {});
    expect(await agents.verify(token)).toEqual(unavailable);
  });
});
