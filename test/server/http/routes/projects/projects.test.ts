import { describe, expect, test } from "vitest";
import type { ProjectsResponse, UnitsResponse } from "../../../../../schema/protocol/api.ts";
import { smallProject } from "../../../../support/room/project.ts";
import { createHash } from "node:crypto";
import type { Agents } from "../../../../../server/access/agents.ts";
import { openHarness, present } from "../../harness.ts";

const UNITS = "/api/projects/small/units";

const LOBBY = "/media/small/lobby.svg";

describe("the catalogue", () => {
  test("lists projects with the number of homes left", async () => {
    const { get, agentToken: token } = await openHarness();
    const answer = await get("/api/projects", { token });
    expect((answer.json() as ProjectsResponse).projects).toEqual([
      { id: "small", name: smallProject.name, units: 4, available: 1, hero: LOBBY },
    ]);
  });

  test("returns a complete project; another is unknown", async () => {
    const { get, agentToken: token } = await openHarness();
    const answer = await get("/api/projects/small", { token });
    expect(answer.json()).toEqual(smallProject);
    expect((await get("/api/projects/none", { token })).problem).toBe("404 unknown");
    expect((await get("/api/projects/small")).problem).toBe("401 unauthorized");
  });

  test("lets a participant read its presentation's project while live, and no others", async () => {
    const harness = await openHarness();
    const { id, secret } = await present(harness);
    const joined = await harness.post(`/api/presentations/${id}/join`, { body: { secret } });
    const { token } = joined.json() as { token: string };
    expect((await harness.get("/api/projects/small", { token })).status).toBe(200);
    expect((await harness.get(UNITS, { token })).status).toBe(200);
    expect((await harness.get("/api/projects/none", { token })).problem).toBe("403 forbidden");
    expect((await harness.get("/api/projects", { token })).problem).toBe("401 unauthorized");
    const sell = { token, body: { status: "sold" } };
    expect((await harness.patch(`${UNITS}/b1-1`, sell)).problem).toBe("401 unauthorized");
    await harness.delete(`/api/presentations/${id}`, { token: harness.agentToken });
    expect((await harness.get(UNITS, { token })).problem).toBe("410 ended");
  });
});

describe("statuses", () => {
  test("are not sent if unchanged", async () => {
    const { get, patch, agentToken: token } = await openHarness();
    const first = await get(UNITS, { token });
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const again = await get(UNITS, { token, headers: { "if-none-match": etag } });
    expect([again.status, again.text]).toEqual([304, ""]);
    await patch(`${UNITS}/b1-11`, { token, body: { status: "sold" } });
    const changed = await get(UNITS, { token, headers: { "if-none-match": etag } });
    expect(changed.status).toBe(200);
    const rows = (changed.json() as UnitsResponse).units;
    expect(rows.find((row) => row.id === "b1-11")).toEqual({ id: "b1-11", status: "sold" });
  });

  test("a change returns the unit and the new ETag", async () => {
    const { get, patch, agentToken: token } = await openHarness();
    const answer = await patch(`${UNITS}/b1-12`, { token, body: { status: "available" } });
    expect(answer.json()).toEqual({ id: "b1-12", status: "available", price: 300_000_000 });
    const { headers } = await get(UNITS, { token });
    expect(answer.headers.get("etag")).toBe(headers.get("etag"));
  });

  test("the second of two changes with the same ETag is stale and changes nothing", async () => {
    const { get, patch, agentToken: token } = await openHarness();
    const etag = (await get(UNITS, { token })).headers.get("etag") ?? "";
    const set = (status: string) =>
      patch(`${UNITS}/b1-11`, { token, body: { status }, headers: { "if-match": `W/${etag}` } });
    expect((await set("reserved")).status).toBe(200);
    expect((await set("sold")).problem).toBe("409 stale");
    const rows = ((await get(UNITS, { token })).json() as UnitsResponse).units;
    expect(rows.find((row) => row.id === "b1-11")?.status).toBe("reserved");
    const any = { token, body: { status: "sold" }, headers: { "if-match": "*" } };
    expect((await patch(`${UNITS}/b1-11`, any)).status).toBe(200);
  });

  test("unknown homes and statuses are refused", async () => {
    const { patch, agentToken: token } = await openHarness();
    const sold = { token, body: { status: "sold" } };
    expect((await patch(`${UNITS}/b9-1`, sold)).problem).toBe("404 unknown");
    const lost = { token, body: { status: "lost" } };
    expect((await patch(`${UNITS}/b1-1`, lost)).problem).toBe("400 invalid_body");
  });
});

describe("prices", () => {
  const unsupported = async () => ({ ok: false, problem: "unsupported" }) as const;
  const agents: Agents = {
    signIn: unsupported,
    rename: unsupported,
    verify: async (token) => ({
      ok: true,
      value: { id: token, name: "Ana", ...(token === "editor" && { isEditor: true as const }) },
    }),
  };
  const CRM = "a-key-of-a-CRM";
  const serviceKeys = [{ name: "crm", sha256: createHash("sha256").update(CRM).digest("hex") }];

  test("are for editors and services alone, statuses for every agent", async () => {
    const { patch } = await openHarness({ agents, serviceKeys });
    const one = { price: 5 };
    for (const [token, answer] of [
      ["agent", 403],
      ["editor", 200],
      [CRM, 200],
    ] as const) {
      expect((await patch(`${UNITS}/b1-12`, { token, body: one })).status).toBe(answer);
      const both = { "b1-11": { status: "sold" }, "b1-12": one };
      expect((await patch(UNITS, { token, body: { units: both } })).status).toBe(answer);
      const sold = { units: { "b1-11": { status: "sold" }, "b1-12": { status: "reserved" } } };
      expect((await patch(UNITS, { token, body: sold })).status).toBe(200);
    }
    expect((await patch(UNITS, { body: { units: { "b1-12": one } } })).status).toBe(401);
  });

  test("a change returns the home's new state, and the second with the same ETag is stale", async () => {
    const { get, patch, live, agentToken: token } = await openHarness();
    const etag = (await get(UNITS, { token })).headers.get("etag") ?? "";
    const headers = { "if-match": etag };
    const body = { price: 5, status: "reserved" };
    const first = await patch(`${UNITS}/b1-12`, { token, body, headers });
    expect(first.json()).toEqual({ id: "b1-12", ...body });
    expect((await patch(`${UNITS}/b1-12`, { token, body, headers })).problem).toBe("409 stale");
    const all = { units: { "b1-12": { price: 6 } } };
    expect((await patch(UNITS, { token, body: all, headers })).problem).toBe("409 stale");
    const fresh = { "if-match": first.headers.get("etag") ?? "" };
    const second = await patch(UNITS, { token, body: all, headers: fresh });
    expect(second.json()).toMatchObject({ units: [{ id: "b1-12", price: 6, status: "reserved" }] });
    expect(second.headers.get("etag")).toBe((await get(UNITS, { token })).headers.get("etag"));
    const units = [{ unit: "b1-12", status: "reserved" }];
    expect(live.calls).toEqual([["recordStatuses", "small", { by: "agent", units }]]);
  });

  test("invalid ones are refused by name, and nothing changes", async () => {
    const { get, patch, agentToken: token } = await openHarness();
    const before = (await get(UNITS, { token })).text;
    for (const price of [-1, 1.5, "5", null, 2 ** 53, {}]) {
      const body = { price, status: "sold" };
      expect((await patch(`${UNITS}/b1-12`, { token, body })).problem).toBe("400 invalid_body");
      const all = await patch(UNITS, { token, body: { units: { "b1-11": body } } });
      expect(all.json()).toMatchObject({ detail: "Wrong: units.b1-11.price" });
    }
    for (const body of [{}, { cost: 5 }, [], { units: {} }, { units: [] }, { units: null }]) {
      expect((await patch(`${UNITS}/b1-12`, { token, body })).problem).toBe("400 invalid_body");
      expect((await patch(UNITS, { token, body })).problem).toBe("400 invalid_body");
    }
    expect((await patch(`${UNITS}/b9-9`, { token, body: { price: 5 } })).problem).toBe(
      "404 unknown",
    );
    const named = '{"units": {"b1-11": {"price": 5}, "__proto__": {"price": 5}}}';
    expect((await patch(UNITS, { token, body: named })).problem).toBe("404 unknown");
    expect((await patch("/api/projects/none/units", { token, body: named })).problem).toBe(
      "404 unknown",
    );
    expect((await get(UNITS, { token })).text).toBe(before);
  });
});
