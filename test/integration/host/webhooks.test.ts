import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import { WEBHOOK_EVENTS, type DeliveriesResponse } from "../../../schema/protocol/webhooks.ts";
import { openServerCalls, type ServerCalls } from "../../support/server/serverCalls.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { openWebhookReceiver } from "../../support/server/webhookReceiver.ts";

const SERVICE_KEY = "the-key-of-the-CRM-long-enough";
const SERVICE_KEYS = `crm:${createHash("sha256").update(SERVICE_KEY).digest("hex")}`;
const ENVIRONMENT = { SERVICE_KEYS, WEBHOOK_ALLOW_PRIVATE: "1" };

async function register(calls: ServerCalls, url: string) {
  const body = { url, events: WEBHOOK_EVENTS };
  const answer = await calls.call("POST", "/api/webhooks", body, SERVICE_KEY);
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: string; secret: string };
}

async function deliveriesOf(calls: ServerCalls, id: string) {
  const answer = await calls.call("GET", `/api/webhooks/${id}/deliveries`, undefined, SERVICE_KEY);
  return ((await answer.json()) as DeliveriesResponse).deliveries;
}

test("a whole viewing is delivered as signed events, in order", async () => {
  const server = await openTestServer(ENVIRONMENT);
  const receiver = await openWebhookReceiver();
  const { secret } = await register(server, receiver.url);
  receiver.trust(secret);
  const presentation = await server.present({ buyer: { name: "Omar" } });
  const { id, room } = presentation;
  const agent = openStockClient(server.url, room, await presentation.roomToken("agent"));
  await receiver.received("presentation.started");
  const { token } = await presentation.join("Layla");
  const buyer = openStockClient(server.url, room, token);
  await buyer.synced();
  const homes = "/api/projects/lagoon-terraces/units";
  const { units } = (await (
    await server.call("GET", homes, undefined, token)
  ).json()) as UnitsResponse;
  const unit = units.find(({ status }) => status === "available")?.id ?? "";
  await server.call("PUT", `/api/presentations/${id}/hearts/${unit}`, undefined, token);
  buyer.close();
  await receiver.received("buyer.left");
  const back = openStockClient(server.url, room, token);
  await back.synced();
  const countOf = (type: string) => receiver.events().filter((event) => event.type === type).length;
  await expect.poll(() => countOf("buyer.joined")).toBe(2);
  back.close();
  await server.call("PATCH", `${homes}/${unit}`, { status: "reserved" }, SERVICE_KEY);
  await receiver.received("unit.status");
  await expect.poll(() => countOf("buyer.left")).toBe(2);
  agent.close();
  await server.call("DELETE", `/api/presentations/${id}`, undefined, presentation.agentToken);
  await receiver.received("presentation.ended");

  const events = receiver.events();
  const types = events.filter(({ data }) => data["presentation"] === id).map(({ type }) => type);
  expect(types).toEqual([
    "presentation.created",
    "presentation.started",
    "buyer.joined",
    "heart.set",
    "buyer.left",
    "buyer.joined",
    "buyer.left",
    "presentation.ended",
  ]);
  const project = "lagoon-terraces";
  expect(events.find(({ type }) => type === "unit.status")?.data).toEqual({
    project,
    unit,
    status: "reserved",
    by: "service:crm",
  });
  expect(events.find(({ type }) => type === "buyer.joined")?.data).toEqual({
    presentation: id,
    project,
    buyer: { id: expect.stringMatching(/^buyer:/) as unknown, name: "Layla" },
  });
  // The agent's own name for the buyer is not sent.
  expect(JSON.stringify(events)).not.toContain("Omar");
});

test("neither events nor the record name a buyer who opted out of being recorded", async () => {
  const server = await openTestServer(ENVIRONMENT);
  const receiver = await openWebhookReceiver();
  await register(server, receiver.url);
  const { id, room, secret, agentToken } = await server.present();
  const body = { secret, name: "Layla", withoutPart: true };
  const joined = await server.call("POST", `/api/presentations/${id}/join`, body);
  const { token } = (await joined.json()) as { token: string };
  const buyer = openStockClient(server.url, room, token);
  await buyer.synced();
  buyer.close();
  await receiver.received("buyer.joined", "buyer.left");
  const record = await server.call("GET", `/api/presentations/${id}/export`, undefined, agentToken);
  for (const text of [JSON.stringify(receiver.events()), await record.text()]) {
    expect(text).not.toContain("Layla");
  }
});

test("no events of an erased presentation are delivered, pending ones included", async () => {
  const server = await openTestServer(ENVIRONMENT);
  const receiver = await openWebhookReceiver((_, response) => response.writeHead(500).end());
  const { id: webhook } = await register(server, receiver.url);
  const { id, agentToken } = await server.present();
  await receiver.received("presentation.created");
  await server.call("POST", `/api/presentations/${id}/erase`, undefined, agentToken);
  expect(await deliveriesOf(server, webhook)).toEqual([]);
});

test("a redirect is not followed, and is retried like an unreachable receiver", async () => {
  const hidden = await openWebhookReceiver();
  const redirecting = await openWebhookReceiver((_, response) =>
    response.writeHead(307, { location: hidden.url }).end(),
  );
  const server = await openTestServer(ENVIRONMENT);
  const { id: redirected } = await register(server, redirecting.url);
  const { id: away } = await register(server, "http://127.0.0.1:1/");
  await server.present();
  const failures = async (calls: ServerCalls, id: string) =>
    (await deliveriesOf(calls, id)).map(({ state, error }) => [state, error]);
  await expect.poll(() => failures(server, redirected)).toEqual([["pending", "redirect"]]);
  await expect.poll(() => failures(server, away)).toEqual([["pending", "network"]]);
  expect(hidden.events()).toEqual([]);
});

test("trap 49: a process killed between an event and its delivery loses none, and repeats with the same id", async () => {
  const DATA_DIR = await makeDataDir();
  const receiver = await openWebhookReceiver();
  const start = async () => {
    const server = startServerProcess({ ...ENVIRONMENT, DATA_DIR });
    return { server, calls: openServerCalls(await server.listening) };
  };
  /** Received events of a presentation, without duplicates. */
  const toldOf = (id: string) => {
    const once = new Map(receiver.events().map((event) => [event.id, event]));
    const own = [...once.values()].filter(({ data }) => data["presentation"] === id);
    return own.map(({ type }) => type);
  };
  const until = (id: string, ...types: readonly string[]) =>
    vi.waitFor(() => assert.deepEqual(toldOf(id), types), { timeout: 30_000, interval: 50 });
  const made: string[] = [];
  let running = await start();
  const { secret } = await register(running.calls, receiver.url);
  receiver.trust(secret);
  for (let round = 0; round < 2; round++) {
    // A receiver that never responds, so that a delivery is pending when the process dies.
    if (round === 1) receiver.answer(() => undefined);
    const { id, agentToken } = await running.calls.present();
    await running.calls.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
    made.push(id);
    if (round === 1) await until(id, "presentation.created");
    running.server.kill("SIGKILL");
    await running.server.exited;
    receiver.answer((_, response) => void response.end());
    running = await start();
  }
  for (const id of made) {
    await until(id, "presentation.created", "presentation.ended");
  }
  const ids = receiver.events().map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(new Set(ids).size);
  running.server.kill("SIGTERM");
  expect(await running.server.exited).toBe(0);
});
