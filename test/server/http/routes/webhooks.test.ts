import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type {
  CreateWebhookResponse,
  DeliveriesResponse,
  WebhooksResponse,
} from "../../../../schema/protocol/webhooks.ts";
import type { Agents } from "../../../../server/access/agents.ts";
import { openSqliteStorage } from "../../../../server/storage/sqlite/sqlite.ts";
import { makeDataDir } from "../../../support/server/process/serverProcess.ts";
import { openHarness, present, type Harness } from "../harness.ts";

const SERVICE_KEY = "the-key-of-the-CRM-long-enough";
const sha256 = createHash("sha256").update(SERVICE_KEY).digest("hex");
const body = { url: "https://crm.example.com/hooks", events: ["presentation.created"] };

const open = () => openHarness({ serviceKeys: [{ name: "crm", sha256 }] });
const register = async ({ post }: Harness, more: object = {}) =>
  (
    await post("/api/webhooks", { token: SERVICE_KEY, body: { ...body, ...more } })
  ).json() as CreateWebhookResponse;
const list = async ({ get }: Harness) =>
  ((await get("/api/webhooks", { token: SERVICE_KEY })).json() as WebhooksResponse).webhooks;

describe("webhooks", () => {
  test("are registered by a service, which gets the secret only then", async () => {
    const harness = await open();
    const answer = await harness.post("/api/webhooks", { token: SERVICE_KEY, body });
    const { id, secret } = answer.json() as CreateWebhookResponse;
    expect([answer.status, answer.headers.get("location")]).toEqual([201, `/api/webhooks/${id}`]);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const text = (await harness.get("/api/webhooks", { token: SERVICE_KEY })).text;
    expect(text).not.toContain("whsec_");
    expect(await list(harness)).toEqual([
      { id, ...body, createdAt: "2026-01-01T00:00:00.000Z", createdBy: "service:crm" },
    ]);
    expect((await register(harness)).secret).not.toBe(secret);
    expect(harness.logLines.join("")).not.toContain("whsec_");
  });

  test.each([
    ["no events", { events: [] }],
    ["an event that is none", { events: ["presentation.paused"] }],
    ["plain http", { url: "http://crm.example.com/" }],
    ["a private address", { url: "https://10.0.0.1/" }],
    ["no address", { url: "crm" }],
  ])("with %s are refused", async (_what, wrong) => {
    const harness = await open();
    const answer = await harness.post("/api/webhooks", {
      token: SERVICE_KEY,
      body: { ...body, ...wrong },
    });
    expect(answer.problem).toBe("400 invalid_body");
    expect(answer.json()).toMatchObject({ detail: expect.stringMatching(/url|events/) as unknown });
    expect(await list(harness)).toEqual([]);
  });

  test("are limited to twenty", async () => {
    const harness = await open();
    for (let n = 0; n < 20; n++) await register(harness);
    const answer = await harness.post("/api/webhooks", { token: SERVICE_KEY, body });
    expect(answer.problem).toBe("409 conflict");
  });

  test("list their deliveries, and can resend one", async () => {
    const storage = await openSqliteStorage({ path: join(await makeDataDir(), "offplan.sqlite") });
    const harness = await openHarness({ storage, serviceKeys: [{ name: "crm", sha256 }] });
    const { id } = await register(harness);
    const { id: presentation } = await present(harness);
    const path = `/api/webhooks/${id}/deliveries`;
    const call = { token: SERVICE_KEY };
    const read = async () =>
      ((await harness.get(path, call)).json() as DeliveriesResponse).deliveries;
    const [pending] = await read();
    const timestamp = new Date(harness.clock.now()).toISOString();
    expect(pending).toEqual({
      id: expect.stringMatching(/^msg_\w+$/) as unknown,
      type: "presentation.created",
      timestamp,
      state: "pending",
      attempts: 0,
      nextAttemptAt: timestamp,
    });
    const nowMs = harness.clock.now();
    const [claimed] = await storage.webhooks.claim({
      nowMs,
      leasedUntilMs: nowMs + 1,
      most: 1,
      mostOfOne: 1,
      without: [],
    });
    await storage.webhooks.settle(claimed!, { kind: "failed", error: "timeout" });
    expect(await read()).toMatchObject([{ state: "failed", error: "timeout", attempts: 1 }]);
    const resent = await harness.post(`${path}/${pending!.id}/resend`, call);
    expect([resent.status, resent.text]).toEqual([204, ""]);
    expect(await read()).toMatchObject([{ id: pending!.id, state: "pending" }]);
    expect(JSON.stringify(await read())).not.toContain(presentation);
    for (const wrong of [`${path}/msg_x_999/resend`, `${path}/999/resend`]) {
      expect((await harness.post(wrong, call)).problem).toBe("404 unknown");
    }
    const other = await harness.post(`/api/webhooks/x/deliveries/${pending!.id}/resend`, call);
    expect(other.problem).toBe("404 unknown");
    await storage.close();
  });

  test("are removed with their pending deliveries", async () => {
    const harness = await open();
    const { id } = await register(harness);
    const remove = () => harness.delete(`/api/webhooks/${id}`, { token: SERVICE_KEY });
    expect((await remove()).status).toBe(204);
    expect((await remove()).problem).toBe("404 unknown");
    const deliveries = await harness.get(`/api/webhooks/${id}/deliveries`, { token: SERVICE_KEY });
    expect(deliveries.problem).toBe("404 unknown");
  });

  test("one that ended gets no resends", async () => {
    const harness = await open();
    const { id } = await register(harness);
    const { webhooks } = harness.storage;
    webhooks.resend = async () => "ended";
    const path = `/api/webhooks/${id}/deliveries/msg_x_1/resend`;
    expect((await harness.post(path, { token: SERVICE_KEY })).problem).toBe("409 conflict");
  });

  test.each([
    ["get", "/api/webhooks"],
    ["post", "/api/webhooks"],
    ["delete", "/api/webhooks/x"],
    ["get", "/api/webhooks/x/deliveries"],
    ["post", "/api/webhooks/x/deliveries/msg_x_1/resend"],
  ] as const)("%s %s is for editors and services", async (method, path) => {
    const agents: Agents = {
      signIn: async () => ({ ok: false, problem: "unsupported" }),
      rename: async () => ({ ok: false, problem: "unsupported" }),
      verify: async (token) =>
        token === "stranger"
          ? { ok: false, problem: "unauthorized" }
          : { ok: true, value: { id: token, name: "Ana" } },
    };
    const harness = await openHarness({ agents });
    expect((await harness[method](path, {})).problem).toBe("401 unauthorized");
    expect((await harness[method](path, { token: "stranger" })).problem).toBe("401 unauthorized");
    expect((await harness[method](path, { token: "agent" })).problem).toBe("403 forbidden");
  });
});
