import { join } from "node:path";
import { WebSocket } from "ws";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { MAX_FRAME_BYTES } from "../../../schema/protocol/protocol.ts";
import * as Y from "yjs";
import type { Moment } from "../../../schema/history/moment.ts";
import { openWriter, readState } from "../../../schema/presentation/document.ts";
import { openEventStream } from "../../support/server/wires/eventStream.ts";
import { openWebhookReceiver } from "../../support/server/webhookReceiver.ts";
import { bearer, frameOf, openReader } from "../../support/server/wires/fallbackRoom.ts";
import { longTest, someOf } from "../../support/size.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { endOf } from "../../support/workers/objectFiles.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

const WORKERS_MAIN = join(import.meta.dirname, "../../../server/workers/local/main.ts");

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest();
  server = await openWorkersServer(build.built, {
    AGENT_UPDATES_PER_SECOND: "1000",
    WEBHOOK_ALLOW_PRIVATE: "1",
  });
});
afterAll(async () => {
  await server.close();
  await build.remove();
});

test("an agent signs in, presents, extends and ends, and a buyer joins", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    expect((await server.call("GET", path)).status).toBe(200);
  }
  const presentation = await server.present({ buyer: { name: "Bob" } });
  const { agentToken: token, id } = presentation;
  const path = `/api/presentations/${id}`;
  const listed = await server.call("GET", "/api/presentations", undefined, token);
  expect(await listed.json()).toMatchObject({ presentations: [{ id, status: "live" }] });
  const { project } = await presentation.join();
  expect(project).toBe("lagoon-terraces");
  expect((await server.call("PATCH", path, { minutes: 30 }, token)).status).toBe(200);
  expect((await server.call("DELETE", path, undefined, token)).status).toBe(204);
  const body = { secret: presentation.secret };
  const late = await server.call("POST", `${path}/join`, body);
  expect([late.status, await late.json()]).toEqual([
    410,
    expect.objectContaining({ code: "ended" }),
  ]);
  const metrics = await (await server.call("GET", "/metrics")).text();
  expect(metrics).toMatch(/status="410"/);
  expect(metrics).not.toMatch(/status="499"/);
});

test("pictures are served under the catalogue's names, and under no others", async () => {
  const { url } = server;
  const get = async (path: string) => {
    const response = await fetch(url + path);
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      text: await response.text(),
    };
  };
  const picture = await get("/media/lagoon-terraces/hero.svg?w=640");
  expect([picture.status, picture.type]).toEqual([200, "image/svg+xml"]);
  expect(picture.text).toMatch(/^<svg/);
  // The built file would contain homes that are held back.
  for (const path of ["/packs/lagoon-terraces/hero.svg", "/media/lagoon-terraces/none.svg"]) {
    expect((await get(path)).status).toBe(404);
  }
});

test.each(someOf(["3.1.0", "3.0.0"], 0))(
  "stock y-websocket %s: views are mirrored",
  async (version) => {
    const presentation = await server.present();
    const agent = await openAgent(server, presentation, version);
    const buyer = await openBuyer(server, presentation, version);
    const homes = ["b-1204", "a-301"];
    for (let round = 0; round < 50; round += 1) {
      for (const home of homes) {
        agent.writer.write({ view: unitView(home) });
        await sees(buyer, unitView(home));
      }
    }
    agent.writer.write({ shortlist: { add: ["b-1204"] } });
    await buyer.until(() => buyer.state()?.shortlist.includes("b-1204") === true);
    expect([...agent.closes, ...buyer.closes]).toEqual([]);
  },
);

test("a buyer's write changes nothing, and the buyer still follows", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const [buyer, witness] = [
    await openBuyer(server, presentation),
    await openBuyer(server, presentation),
  ];
  openWriter(buyer.doc).write({ shortlist: { add: ["a-301"] } });
  agent.writer.write({ view: unitView("b-1204") });
  await Promise.all([sees(witness, unitView("b-1204")), sees(buyer, unitView("b-1204"))]);
  expect([witness.state()?.shortlist, agent.state()?.shortlist]).toEqual([[], []]);
  expect(buyer.closes).toEqual([]);
});

test("a forged role comes out as buyer, and a forged name as the one in the token", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const mallory = await openBuyer(server, presentation);
  const attention = { state: "following" };
  mallory.provider.awareness.setLocalState({ role: "agent", name: "Agent", attention });
  const seen = () => agent.provider.awareness.getStates().get(mallory.doc.clientID);
  await agent.until(() => seen()?.["attention"] !== undefined);
  expect(seen()).toMatchObject({ role: "buyer", name: "Bob" });
});

test("sockets close with the codes of the contract", async () => {
  const presentation = await server.present();
  const { room } = presentation;
  const codeOf = async (client: ReturnType<typeof openStockClient>) => {
    await client.until(() => client.closes.length > 0);
    const [first] = client.closes;
    client.close();
    return first;
  };
  const wrong = openStockClient(server.url, room, "no-token");
  expect(await codeOf(wrong)).toEqual({ code: 4401, reason: "token_invalid" });
  const { token } = await presentation.join();
  const elsewhere = openStockClient(server.url, "another-room", token);
  expect(await codeOf(elsewhere)).toEqual({ code: 4403, reason: "forbidden" });

  const unfit = await openAgent(server, presentation);
  unfit.doc.getArray("presentation").push([{ key: "view", val: { screen: "cellar" } }]);
  expect(await codeOf(unfit)).toEqual({ code: 4422, reason: "invalid_state" });

  const first = await openAgent(server, presentation);
  const second = await openAgent(server, presentation);
  expect(await codeOf(first)).toEqual({ code: 4409, reason: "replaced" });

  const raw = new WebSocket(`${server.url.replace("http", "ws")}/sync/${room}`, [
    "offplan.v1",
    token,
  ]);
  await new Promise((resolve) => raw.once("open", resolve));
  expect(raw.protocol).toBe("offplan.v1");
  const closed = new Promise((resolve) => raw.once("close", resolve));
  raw.send(new Uint8Array(MAX_FRAME_BYTES + 1));
  expect(await closed).toBe(1009);

  const buyer = await openBuyer(server, presentation);
  const path = `/api/presentations/${presentation.id}`;
  await server.call("DELETE", path, undefined, presentation.agentToken);
  expect(await codeOf(buyer)).toEqual({ code: 4410, reason: "ended" });
  expect(await codeOf(second)).toEqual({ code: 4410, reason: "ended" });
});

test("a viewer without WebSockets follows by polling and by events", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  agent.writer.write({ view: unitView("b-1204") });
  const { token, room } = await presentation.join();
  const sync = `${server.url}/sync/${room}`;
  const reader = openReader();
  const polled = await fetch(`${sync}/state?since=${reader.since()}`, { headers: bearer(token) });
  expect(polled.status).toBe(200);
  const update = new Uint8Array(await polled.arrayBuffer());
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  expect(readState(doc)).toMatchObject({ ok: true, value: { view: unitView("b-1204") } });

  const stream = await openEventStream(`${sync}/events?since=${reader.since()}`, bearer(token));
  expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
  agent.writer.write({ view: unitView("a-301") });
  await stream.until((event) => {
    reader.read(frameOf(event));
    return JSON.stringify(reader.view()) === JSON.stringify(unitView("a-301"));
  });
  const path = `/api/presentations/${presentation.id}`;
  await server.call("DELETE", path, undefined, presentation.agentToken);
  await stream.ended;
  const late = await fetch(`${sync}/state?since=`, { headers: bearer(token) });
  expect([late.status, await late.json()]).toEqual([
    410,
    expect.objectContaining({ code: "ended" }),
  ]);
});

longTest(
  "agents and buyers can read statuses, hearts, the history and the recap on Workers too",
  async () => {
    const presentation = await server.present();
    const { id, agentToken } = presentation;
    const path = `/api/presentations/${id}`;
    const agent = await openAgent(server, presentation);
    const { token, room } = await presentation.join();
    const buyer = openStockClient(server.url, room, token);
    await buyer.synced();
    buyer.provider.awareness.setLocalState({ attention: { state: "following" } });
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));

    const units = "/api/projects/lagoon-terraces/units";
    const tag = (await server.call("GET", units, undefined, token)).headers.get("etag") ?? "";
    const again = () =>
      fetch(server.url + units, { headers: { ...bearer(token), "if-none-match": tag } });
    expect((await again()).status).toBe(304);
    await server.call("PATCH", `${units}/a-301`, { status: "sold" }, agentToken);
    expect((await again()).status).toBe(200);

    await server.call("PUT", `${path}/hearts/b-1204`, undefined, token);
    const states = () => [...agent.provider.awareness.getStates().values()];
    await agent.until(() => states().some(({ hearts }) => JSON.stringify(hearts) === '["b-1204"]'));
    const watching = await server.call("GET", path, undefined, agentToken);
    expect(await watching.json()).toMatchObject({ viewers: [{ name: "Bob" }] });

    const kinds = async (): Promise<readonly string[]> => {
      const history = await server.call("GET", `${path}/history`, undefined, agentToken);
      const { moments } = (await history.json()) as { readonly moments: readonly Moment[] };
      return moments.map(({ kind }) => kind);
    };
    await expect.poll(kinds).toEqual(expect.arrayContaining(["joined", "view", "status", "heart"]));
    await server.call("DELETE", path, undefined, agentToken);
    const made = await server.call("POST", `${path}/recap`, {}, agentToken);
    const { link } = (await made.json()) as { readonly link: string };
    const secret = new URL(link).hash.slice(1);
    const opened = await server.call("POST", `/api/recaps/${id}/open`, { secret });
    expect(await opened.json()).toMatchObject({
      units: expect.arrayContaining([expect.objectContaining({ id: "b-1204" })]) as unknown,
    });
  },
);

test("events are delivered to a receiver, signed with its secret", async () => {
  const receiver = await openWebhookReceiver();
  const token = await server.signIn();
  const events = ["presentation.created"];
  const made = await server.call("POST", "/api/webhooks", { url: receiver.url, events }, token);
  const { id, secret } = (await made.json()) as { readonly id: string; readonly secret: string };
  receiver.trust(secret);
  const presentation = await server.present();
  await receiver.received("presentation.created");
  expect(JSON.stringify(receiver.events()[0]?.data)).toContain(presentation.id);
  await server.call("DELETE", `/api/webhooks/${id}`, undefined, token);
});

longTest(
  "trap 46: all clients reconnect by themselves after an eviction, and nothing that was shown is lost",
  async () => {
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unitView("b-1204"), shortlist: { add: ["b-1204"] } });
    await sees(buyer, unitView("b-1204"));
    const evicted = server.evictAll();
    agent.writer.write({ view: unitView("a-301") });
    await evicted;
    await sees(buyer, unitView("a-301"));
    const newcomer = await openBuyer(server, presentation);
    await sees(newcomer, unitView("a-301"));
    expect(newcomer.state()?.shortlist).toEqual(["b-1204"]);
  },
);

longTest("a presentation ends at its expiry, by an alarm where no room is in memory", async () => {
  const short = await openWorkersServer(build.built, { LINK_MINUTES: "0.05" });
  onTestFinished(() => short.close());
  const [seen, unseen] = [await short.present(), await short.present()];
  const buyer = await openBuyer(short, seen);
  await buyer.until(() => buyer.closes.length > 0);
  expect(buyer.closes[0]).toEqual({ code: 4410, reason: "expired" });
  await expect.poll(() => endOf(short.dataDir, unseen.id)).toBe("expired");
  expect(await endOf(short.dataDir, seen.id)).toBe("expired");
});

longTest("`npm run workers` says where it listens, and ends on SIGTERM", async () => {
  const dataDir = await makeDataDir();
  const process = startServerProcess({ DATA_DIR: dataDir }, { main: WORKERS_MAIN });
  const url = await process.listening;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  process.kill("SIGTERM");
  expect(await process.exited).toBe(0);
});
