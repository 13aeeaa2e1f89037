import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import type { RoomClaims } from "../../../../server/access/identity.ts";
import { openRoomTokens, RENEWAL_MS } from "../../../../server/access/tokens/roomTokens.ts";
import { openBuiltInAgents } from "../../../../server/access/agents.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

const SECRET = "a secret that signs everything here";
const invalid = { ok: false, problem: "token_invalid" };
const expired = { ok: false, problem: "token_expired" };

function open() {
  const clock = new FakeClock();
  const claims: RoomClaims = {
    subject: "buyer:1",
    presentation: "p",
    room: "r",
    role: "buyer",
    name: "Омар",
    expiresAtMs: clock.now() + 1500,
  };
  return { clock, claims, tokens: openRoomTokens(SECRET, clock) };
}

describe("room tokens", () => {
  test("are valid until the exact millisecond of their expiry", async () => {
    const { clock, claims, tokens } = open();
    const token = await tokens.issue(claims);
    clock.advance(1499);
    expect(await tokens.verify(token)).toEqual({ ok: true, value: claims });
    clock.advance(1);
    expect(await tokens.verify(token)).toEqual(expired);
  });

  test("can be renewed for a day", async () => {
    const { clock, claims, tokens } = open();
    const token = await tokens.issue(claims);
    clock.advance(1500 + RENEWAL_MS - 1);
    expect(await tokens.verifyForRenewal(token)).toEqual({ ok: true, value: claims });
    clock.advance(1);
    expect(await tokens.verifyForRenewal(token)).toEqual(expired);
  });

  test("are valid WebSocket subprotocols", async () => {
    const { claims, tokens } = open();
    expect(await tokens.issue(claims)).toMatch(/^[\w.-]+$/);
  });

  test("with another secret, another kind or no kind are invalid", async () => {
    const { clock, claims, tokens } = open();
    const foreign = await openRoomTokens("another secret altogether", clock).issue(claims);
    const signedIn = await openBuiltInAgents(SECRET, "key", clock).signIn("key");
    const token = await tokens.issue(claims);
    const [header = "", , signature = ""] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ ...claims, role: "agent" })).toString("base64url");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${forged}.`;
    const others = [foreign, signedIn.ok ? signedIn.value.token : "", unsigned, "", "a.b.c"];
    for (const other of [...others, `${header}.${forged}.${signature}`]) {
      expect(await tokens.verify(other)).toEqual(invalid);
      expect(await tokens.verifyForRenewal(other)).toEqual(invalid);
    }
  });

  test("are refused when altered, expired or of another secret, also after the true token was verified", async () => {
    const { clock, claims, tokens } = open();
    const token = await tokens.issue(claims);
    expect(await tokens.verify(token)).toEqual({ ok: true, value: claims });
    expect(await tokens.verify(token)).toEqual({ ok: true, value: claims });
    const [header = "", payload = "", signature = ""] = token.split(".");
    const agent = Buffer.from(JSON.stringify({ ...claims, role: "agent" })).toString("base64url");
    for (const altered of [`${header}.${agent}.${signature}`, `${header}.${payload}.`, `${token}A`])
      expect(await tokens.verify(altered)).toEqual(invalid);
    expect(await openRoomTokens("another secret altogether", clock).verify(token)).toEqual(invalid);
    clock.advance(1500);
    expect(await tokens.verify(token)).toEqual(expired);
    expect(await tokens.verifyForRenewal(token)).toEqual({ ok: true, value: claims });
    clock.advance(RENEWAL_MS);
    expect(await tokens.verifyForRenewal(token)).toEqual(expired);
  });

  test("are checked once: a reconnect needs no signature check", async () => {
    const { claims, tokens } = open();
    const token = await tokens.issue(claims);
    const first = await tokens.verify(token);
    const again = await tokens.verify(token);
    if (!first.ok || !again.ok) throw new Error("refused");
    expect(again.value).toBe(first.value);
  });

  test("with an unknown role are invalid", async () => {
    const { clock, tokens } = open();
    const token = await new SignJWT({ presentation: "p", room: "r", role: "owner", name: "" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("offplan-live")
      .setAudience("offplan-live/room")
      .setSubject("x")
      .setExpirationTime(clock.now() / 1000 + 60)
      .sign(new TextEncoder().encode(SECRET));
    expect(await tokens.verify(token)).toEqual(invalid);
  });
});
