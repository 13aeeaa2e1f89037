import { describe, expect, test } from "vitest";
import type { Agents } from "../../../../../server/access/agents.ts";
import type { Lists } from "../../../../../server/catalogue/list/lists.ts";
import { openHarness } from "../../harness.ts";

/** Agents of an identity provider, one of whom may change lists. */
const agents: Agents = {
  signIn: async () => ({ ok: false, problem: "unsupported" }),
  rename: async () => ({ ok: false, problem: "unsupported" }),
  verify: async (token) =>
    token === "stranger"
      ? { ok: false, problem: "unauthorized" }
      : {
          ok: true,
          value: { id: token, name: "Ana", ...(token === "editor" && { isEditor: true as const }) },
        },
};

const CALLS = [
  ["put", "/api/projects/small/list"],
  ["get", "/api/projects/small/list"],
  ["get", "/api/projects/small/list/revisions"],
  ["get", "/api/projects/small/list/mapping"],
  ["put", "/api/projects/small/list/mapping"],
  ["post", "/api/projects/small/list/undo"],
  ["post", "/api/projects"],
] as const;

describe("lists", () => {
  test.each(CALLS)("%s %s is for editors alone", async (method, path) => {
    const harness = await openHarness({ agents });
    const call = async (token: string) =>
      (await harness[method](path, { token, ...(method !== "get" && { body: {} }) })).problem;
    expect(await call("stranger")).toBe("401 unauthorized");
    expect(await call("agent")).toBe("403 forbidden");
    expect(await call("editor")).not.toMatch(/^40[13]/);
  });

  test("the list of developments states whether the agent may edit them", async () => {
    const { get } = await openHarness({ agents });
    for (const [token, mayEdit] of [
      ["agent", false],
      ["editor", true],
    ] as const) {
      expect((await get("/api/projects", { token })).json()).toMatchObject({ mayEdit });
    }
  });

  test("a list that keeps changing meanwhile is stale", async () => {
    const stale = async () => ({ ok: false, problem: { kind: "stale" } }) as const;
    const lists = { apply: stale, mapping: async () => ({}) } as Partial<Lists> as Lists;
    const { origin } = await openHarness({ agents, lists });
    const answer = await fetch(`${origin}/api/projects/small/list`, {
      method: "PUT",
      headers: { authorization: "Bearer editor" },
      body: "building,floor,number",
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "stale" });
  });
});
