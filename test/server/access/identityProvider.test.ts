import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openProvidedAgents } from "../../../server/access/identityProvider.ts";
import { FakeClock } from "../../support/fakeClock.ts";

const ISSUER = "https://id.example.com/";
const AUDIENCE = "offplan";
const unauthorized = { ok: false, problem: "unauthorized" };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let known: Keys;
let foreign: Keys;
beforeAll(async () => {
  known = await generateKeyPair("ES256");
  foreign = await generateKeyPair("ES256");
});

/** A provider that publishes one key at a real address. */
async function openProvider() {
  const jwks = { keys: [{ ...(await exportJWK(known.publicKey)), kid: "one", alg: "ES256" }] };
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify(jwks));
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
    agents: openProvidedAgents({ issuer: ISSUER, audience: AUDIENCE, jwksUrl }, clock),
  };
}

interface Token {
  readonly key?: CryptoKey;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly lifeSeconds?: number | undefined;
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
  return jwt.sign(token.key ?? known.privateKey);
}

describe("agents of the company's identity provider", () => {
  test("are who their token says, by its subject and name", async () => {
    const { agents, clock } = await openProvider();
    const named = await agents.verify(await sign(clock, { name: "Ana Kovač" }));
    expect(named).toEqual({ ok: true, value: { id: "u-7", name: "Ana Kovač" } });
    const unnamed = await agents.verify(await sign(clock, {}));
    expect(unnamed).toEqual({ ok: true, value: { id: "u-7", name: "u-7" } });
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
    ["an expiry that has passed", { lifeSeconds: -1 }],
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

  test("are not refused, only told to wait, while the provider cannot be asked", async () => {
    const { agents, clock, server } = await openProvider();
    server.close();
    const token = await sign(clock, {});
    expect(await agents.verify(token)).toEqual({ ok: false, problem: "unavailable" });
  });
});
