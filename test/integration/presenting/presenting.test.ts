import { describe, expect, test } from "vitest";
import { openWriter } from "../../../schema/presentation/document.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { closesAt } from "../../support/server/closesAt.ts";
import {
  openStockClient,
  type StockClient,
  type StockVersion,
} from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const unit = (id: string): View => ({ screen: "unit", unit: id });
const sees = (client: StockClient, view: View) =>
  client.until(() => JSON.stringify(client.state()?.view) === JSON.stringify(view));

async function openAgent(server: TestServer, presentation: Presentation, version?: StockVersion) {
  const token = await presentation.roomToken("agent");
  const client = openStockClient(server.url, presentation.room, token, version);
  await client.synced();
  return { ...client, writer: openWriter(client.doc) };
}

async function openBuyer(server: TestServer, presentation: Presentation, version?: StockVersion) {
  const { token, room } = await presentation.join();
  const client = openStockClient(server.url, room, token, version);
  await client.synced();
  return client;
}

describe.each(["3.1.0", "3.0.0"] as const)("stock y-websocket %s", (version) => {
  test("the agent writes and the buyer sees", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation, version),
      await openBuyer(server, presentation, version),
    ];
    agent.writer.write({ view: unit("b-1204"), shortlist: { add: ["b-1204"] } });
    await sees(buyer, unit("b-1204"));
    expect(buyer.state()?.shortlist).toEqual(["b-1204"]);
  });

  test("trap 1: a buyer's write reaches nobody; the buyer stays connected and still follows", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation, version);
    const [buyer, witness] = [
      await openBuyer(server, presentation, version),
      await openBuyer(server, presentation, version),
    ];
    openWriter(buyer.doc).write({ shortlist: { add: ["a-301"] } });
    agent.writer.write({ view: unit("b-1204") });
    await Promise.all([sees(witness, unit("b-1204")), sees(buyer, unit("b-1204"))]);
    expect(witness.state()?.shortlist).toEqual([]);
    expect(agent.state()?.shortlist).toEqual([]);
    expect(buyer.closes).toEqual([]);
  });

  test("trap 3: a viewer's own step 2 is tolerated, however often it reconnects", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation, version);
    agent.writer.write({ view: unit("b-1204") });
    const buyer = await openBuyer(server, presentation, version);
    for (let round = 0; round < 3; round += 1) {
      buyer.provider.disconnect();
      buyer.provider.connect();
      await buyer.synced();
    }
    expect(buyer.closes.filter(({ code }) => code >= 4400)).toEqual([]);
    expect(buyer.state()?.view).toEqual(unit("b-1204"));
  });

  test("trap 6: the agent's pointer cannot be forged or removed", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation, version);
    const pointer = { anchor: "unit:b-1204", x: 0.25, y: 0.5 };
    agent.provider.awareness.setLocalState({ role: "buyer", name: "Nobody", pointer });
    const [mallory, witness] = [
      await openBuyer(server, presentation, version),
      await openBuyer(server, presentation, version),
    ];
    const agentState = () => witness.provider.awareness.getStates().get(agent.doc.clientID);
    await witness.until(() => agentState() !== undefined);
    // A buyer's client that writes like an agent.
    mallory.provider.awareness.clientID = agent.doc.clientID;
    mallory.provider.awareness.setLocalState(null);
    mallory.provider.awareness.setLocalState({ role: "agent", name: "Mallory" });
    agent.provider.awareness.setLocalStateField("pointer", { ...pointer, x: 0.75 });
    await witness.until(() => agentState()?.["pointer"]?.x === 0.75);
    expect(agentState()).toEqual({
      role: "agent",
      name: "",
      pointer: { ...pointer, x: 0.75 },
    });
  });
});

describe("the part of a home that is shown", () => {
  const payment: View = { screen: "unit", unit: "b-1204", tab: "payment" };

  test("trap 60: is sent with the view, and a client unaware of parts writes views without one", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: payment });
    await sees(buyer, payment);
    agent.writer.write({ view: unit("b-1204") });
    await sees(buyer, unit("b-1204"));
    expect(agent.closes).toEqual([]);
  });

  test("pointing at a payment step reaches the buyer, at a missing one does not", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    const seen = () => buyer.provider.awareness.getStates().get(agent.doc.clientID);
    const point = (anchor: string) =>
      agent.provider.awareness.setLocalState({
        pointer: { anchor, x: 0.5, y: 0.5 },
        highlight: { anchor: "unit:b-1204" },
      });
    point("payment:1");
    await buyer.until(() => seen()?.["pointer"]?.anchor === "payment:1");
    point("payment:99");
    await buyer.until(() => seen()?.["pointer"] === undefined);
    expect(seen()?.["highlight"]).toEqual({ anchor: "unit:b-1204" });
  });

  test.each(["cellar", "", 1, null, { tab: "plan" }, ["plan"]])(
    "trap 60: %j as the part is refused with 4422",
    async (tab) => {
      const server = await openTestServer();
      const presentation = await server.present();
      const agent = await openAgent(server, presentation);
      agent.doc
        .getArray("presentation")
        .push([{ key: "view", val: { screen: "unit", unit: "b-1204", tab } }]);
      await agent.until(() => agent.closes.length > 0);
      expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
    },
  );
});

describe("a presentation", () => {
  test("a late buyer sees the agent's current view", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    agent.writer.write({ view: unit("b-1204"), filters: { bedrooms: [2] } });
    const first = await openBuyer(server, presentation);
    await sees(first, unit("b-1204"));
    const late = await openBuyer(server, presentation);
    expect(late.state()).toEqual(first.state());
  });

  test("it ends: sockets close with 4410 ended, nobody can join, a stock client stops trying", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation),
      await openBuyer(server, presentation),
    ];
    const gone = await server.call(
      "DELETE",
      `/api/presentations/${presentation.id}`,
      undefined,
      presentation.agentToken,
    );
    expect(gone.status).toBe(204);
    await Promise.all([agent, buyer].map((one) => one.until(() => one.closes.length > 0)));
    expect(agent.closes[0]).toEqual({ code: 4410, reason: "ended" });
    expect(buyer.closes[0]).toEqual({ code: 4410, reason: "ended" });
    expect(buyer.provider.shouldConnect).toBe(false);
    const { id, secret } = presentation;
    const join = await server.call("POST", `/api/presentations/${id}/join`, { secret });
    expect([join.status, await join.json()]).toMatchObject([410, { code: "ended" }]);
  });

  test.each(["3.1.0", "3.0.0"] as const)(
    "trap 16: it expires while people watch with %s: 4410 expired; extending before does not interrupt",
    async (version) => {
      const clock = new FakeClock(Date.now());
      const server = await openTestServer({}, clock);
      const presentation = await server.present({ minutes: 0.05 });
      const buyer = await openBuyer(server, presentation, version);
      const path = `/api/presentations/${presentation.id}`;
      const extended = await server.call("PATCH", path, { minutes: 0.1 }, presentation.agentToken);
      const { expiresAt } = (await extended.json()) as { expiresAt: string };
      await closesAt(Date.parse(expiresAt), { server, clock, clients: [buyer] });
      expect(buyer.closes[0]).toEqual({ code: 4410, reason: "expired" });
      const back = openStockClient(server.url, presentation.room, await tokenOf(buyer));
      await back.until(() => back.closes.length > 0);
      expect(back.closes[0]).toEqual({ code: 4410, reason: "expired" });
    },
  );

  test("a restart in the middle only makes both reconnect", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation),
      await openBuyer(server, presentation),
    ];
    agent.writer.write({ view: unit("b-1204") });
    await sees(buyer, unit("b-1204"));
    await server.restart();
    expect([agent.closes[0]?.code, buyer.closes[0]?.code]).toEqual([1012, 1012]);
    await Promise.all([agent.synced(), buyer.synced()]);
    agent.writer.write({ view: { screen: "layouts" } });
    await sees(buyer, { screen: "layouts" });
  });

  test("a restart restores the agent's last state from disk, without the agent", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unit("b-1204"), filters: { bedrooms: [2] } });
    await sees(buyer, unit("b-1204"));
    agent.close();
    buyer.close();
    await server.restart();
    const late = await openBuyer(server, presentation);
    expect(late.state()).toMatchObject({ view: unit("b-1204"), filters: { bedrooms: [2] } });
  });

  test("it ends when its agent has been away too long", async () => {
    const server = await openTestServer({ AWAY_MINUTES: "0.01" });
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation),
      await openBuyer(server, presentation),
    ];
    agent.close();
    await buyer.until(() => buyer.closes.length > 0);
    expect(buyer.closes[0]).toEqual({ code: 4410, reason: "ended" });
  });

  test("the agent's second tab replaces the first, which stops", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const first = await openAgent(server, presentation);
    const second = await openAgent(server, presentation);
    await first.until(() => first.closes.length > 0);
    expect(first.closes[0]).toEqual({ code: 4409, reason: "replaced" });
    expect(first.provider.shouldConnect).toBe(false);
    expect(second.closes).toEqual([]);
  });

  test("of the agent's tabs opened at once one presents, and the others are replaced", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const buyer = await openBuyer(server, presentation);
    const token = await presentation.roomToken("agent");
    const tabs = Array.from({ length: 5 }, () =>
      openStockClient(server.url, presentation.room, token),
    );
    const open = () => tabs.filter(({ closes }) => closes.length === 0);
    await expect.poll(() => open().length).toBe(1);
    for (const { closes } of tabs.filter((tab) => !open().includes(tab))) {
      expect(closes).toEqual([{ code: 4409, reason: "replaced" }]);
    }
    const [left, ...more] = open();
    expect(more).toEqual([]);
    await left?.synced();
    if (left !== undefined) openWriter(left.doc).write({ view: unit("a-301") });
    await sees(buyer, unit("a-301"));
  });

  test("an agent's invalid write is refused with 4422 and reaches nobody", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation),
      await openBuyer(server, presentation),
    ];
    agent.writer.write({ view: unit("no-such-home") });
    await agent.until(() => agent.closes.length > 0);
    expect(agent.closes[0]).toEqual({ code: 4422, reason: "invalid_state" });
    const again = await openAgent(server, presentation);
    again.writer.write({ view: { screen: "shortlist" } });
    await sees(buyer, { screen: "shortlist" });
  });
});

const tokenOf = async (client: StockClient): Promise<string> => {
  const protocols = client.provider.protocols as readonly string[];
  return protocols[1] ?? "";
};
