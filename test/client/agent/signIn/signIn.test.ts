import { describe, expect, test } from "vitest";
import { openSignIn } from "../../../../client/agent/signIn/signIn.ts";

function fakeStorage(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

/** A server that accepts every key except "wrong" and records its calls. */
function open(names = fakeStorage()) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  const answer: typeof fetch = async (input, init) => {
    const body = JSON.parse(init?.body as string) as { key?: string; name?: string };
    asked.push({ url: input as string, body });
    if (body.key === "wrong") return Response.json({ code: "wrong_key" }, { status: 401 });
    return Response.json({
      token: "agent-token",
      expiresAt: "2026-01-01T12:00:00.000Z",
      agent: { id: "agent", name: body.name ?? "" },
    });
  };
  const signIn = openSignIn({ storage: fakeStorage(), names, fetch: answer });
  return { signIn, asked, names };
}

describe("the name that buyers see", () => {
  test("is sent with the key and remembered for the next link", async () => {
    const { signIn, asked, names } = open();
    await signIn.signIn("key", "  Layla Haddad ");
    expect(asked[0]?.body).toEqual({ key: "key", name: "Layla Haddad" });
    expect(signIn.state.get()).toMatchObject({ kind: "in", agent: { name: "Layla Haddad" } });
    const byLink = open(names);
    expect(byLink.signIn.rememberedName()).toBe("Layla Haddad");
    await byLink.signIn.signIn("key");
    expect(byLink.asked[0]?.body).toEqual({ key: "key", name: "Layla Haddad" });
  });

  test("is deleted by an empty one, and not sent from then on", async () => {
    const { signIn, asked, names } = open(fakeStorage({ "offplan.agentName": "Layla" }));
    await signIn.signIn("key", " ");
    expect(asked[0]?.body).toEqual({ key: "key" });
    expect(signIn.rememberedName()).toBe("");
    await signIn.signIn("key");
    expect(asked[1]?.body).toEqual({ key: "key" });
    expect([...names.values]).toEqual([["offplan.agentName", ""]]);
  });

  test.each(["Layla", ""])(
    "is asked for once in a browser after a link, whatever was said: %j",
    async (name) => {
      const { signIn, names, asked } = open();
      await signIn.signIn("key");
      expect(signIn.state.get()).toMatchObject({ kind: "in", asksName: true });
      await signIn.rename(` ${name}`);
      expect(asked.at(-1)).toEqual({ url: "/api/agent", body: { name } });
      expect(signIn.state.get()).toMatchObject({ agent: { name }, asksName: false });
      const later = open(names);
      await later.signIn.signIn("key");
      expect(later.signIn.state.get()).toMatchObject({ agent: { name }, asksName: false });
    },
  );

  test("is not asked for again in a browser where it was skipped, and is not sent", async () => {
    const { signIn, names, asked } = open();
    await signIn.signIn("key");
    signIn.skipName();
    expect(signIn.state.get()).toMatchObject({ kind: "in", agent: { name: "" }, asksName: false });
    expect(asked).toHaveLength(1);
    const later = open(names);
    await later.signIn.signIn("key");
    expect(later.signIn.state.get()).toMatchObject({ asksName: false });
  });

  test("is not remembered if the key was wrong", async () => {
    const { signIn, names } = open();
    await expect(signIn.signIn("wrong", "Eve")).rejects.toMatchObject({ code: "wrong_key" });
    expect([...names.values]).toEqual([]);
  });

  test("is sent in the body: the key is in no address", async () => {
    const { signIn, asked } = open();
    await signIn.signIn("the-key", "Layla");
    expect(asked.map(({ url }) => url)).toEqual(["/api/sign-in"]);
  });
});
