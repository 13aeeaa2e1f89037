import { describe, expect, test } from "vitest";
import { openBuiltInAgents } from "../../../server/access/agents.ts";
import { openRoomTokens } from "../../../server/access/tokens/roomTokens.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

const SECRET = "a secret that signs everything here";
const HOUR_MS = 60 * 60 * 1000;

describe("the built-in agent", () => {
  test("signs in with the exact key only", async () => {
    const clock = new FakeClock();
    const agents = openBuiltInAgents(SECRET, "the key", clock);
    const signedIn = await agents.signIn("the key");
    const agent = { id: "agent", name: "" };
    expect(signedIn).toMatchObject({
      ok: true,
      value: { agent, expiresAtMs: clock.now() + 12 * HOUR_MS },
    });
    const token = signedIn.ok ? signedIn.value.token : "";
    expect(await agents.verify(token)).toEqual({ ok: true, value: { ...agent, isEditor: true } });
    for (const key of ["", "the ke", "the key ", "THE KEY"]) {
      expect(await agents.signIn(key)).toEqual({ ok: false, problem: "wrong_key" });
    }
  });

  test("has the name given at sign-in, bound to that token", async () => {
    const agents = openBuiltInAgents(SECRET, "key", new FakeClock());
    const named = await agents.signIn("key", "Layla Haddad");
    const unnamed = await agents.signIn("key");
    const names = [named, unnamed].map(async (signedIn) => {
      const verified = await agents.verify(signedIn.ok ? signedIn.value.token : "");
      return verified.ok && verified.value;
    });
    expect(await Promise.all(names)).toEqual([
      { id: "agent", name: "Layla Haddad", isEditor: true },
      { id: "agent", name: "", isEditor: true },
    ]);
  });

  test("is renamed with a valid token, and the new token keeps the expiry", async () => {
    const clock = new FakeClock();
    const agents = openBuiltInAgents(SECRET, "key", clock);
    const signedIn = await agents.signIn("key", "Layla");
    const token = signedIn.ok ? signedIn.value.token : "";
    clock.advance(HOUR_MS);
    const renamed = await agents.rename(token, "Omar");
    const agent = { id: "agent", name: "Omar" };
    const expiresAtMs = clock.now() + 11 * HOUR_MS;
    expect(renamed).toMatchObject({ ok: true, value: { agent, expiresAtMs } });
    const newToken = renamed.ok ? renamed.value.token : "";
    expect(await agents.verify(newToken)).toEqual({
      ok: true,
      value: { ...agent, isEditor: true },
    });
    clock.advance(11 * HOUR_MS);
    expect(await agents.rename(newToken, "Ana")).toEqual({ ok: false, problem: "unauthorized" });
    expect(await agents.rename("", "Ana")).toEqual({ ok: false, problem: "unauthorized" });
  });

  test("its tokens are not room tokens, and room tokens are not its", async () => {
    const clock = new FakeClock();
    const agents = openBuiltInAgents(SECRET, "key", clock);
    const token = await openRoomTokens(SECRET, clock).issue({
      subject: "agent:agent",
      presentation: "p",
      room: "p",
      role: "agent",
      name: "Ana",
      expiresAtMs: clock.now() + HOUR_MS,
    });
    expect(await agents.verify(token)).toEqual({ ok: false, problem: "unauthorized" });
  });
});
