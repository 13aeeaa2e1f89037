import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Moment } from "../../../schema/history/moment.ts";
import { openWriter } from "../../../schema/presentation/document.ts";
import { openRoomTokens } from "../../../server/access/tokens/roomTokens.ts";
import { systemClock } from "../../../server/time/clock.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import type { Presentation } from "../../support/server/serverCalls.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import {
  buildForTest,
  openWorkersServer,
  type WorkersBuild,
  type WorkersServer,
} from "../../support/workers/workersServer.ts";

const AUTH_SECRET = "a-secret-of-tests-with-enough-characters";

let build: WorkersBuild;
let server: WorkersServer;
beforeAll(async () => {
  build = await buildForTest();
  server = await openWorkersServer(build.built, { AUTH_SECRET });
});
afterAll(async () => {
  await server.close();
  await build.remove();
});

const stateOf = (seenBy: StockClient, of: StockClient) =>
  seenBy.provider.awareness.getStates().get(of.doc.clientID);

async function momentsOf({ id, agentToken }: Presentation): Promise<readonly Moment[]> {
  const path = `/api/presentations/${id}/history`;
  const history = await server.call("GET", path, undefined, agentToken);
  return ((await history.json()) as { readonly moments: readonly Moment[] }).moments;
}

test("a hibernated room continues with agent and buyers, and nobody rejoins or leaves", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const { token, room } = await presentation.join("Bob");
  const buyer = openStockClient(server.url, room, token);
  await buyer.synced();
  const other = await openBuyer(server, presentation);
  const pointer = { anchor: "unit:b-1204", x: 0.5, y: 0.5 };
  agent.provider.awareness.setLocalState({ pointer });
  buyer.provider.awareness.setLocalState({ attention: { state: "following" } });
  agent.writer.write({ view: unitView("b-1204") });
  await Promise.all([sees(buyer, unitView("b-1204")), sees(other, unitView("b-1204"))]);
  await buyer.until(() => stateOf(buyer, agent)?.["pointer"] !== undefined);
  await agent.until(() => stateOf(agent, buyer) !== undefined);
  const path = `/api/presentations/${presentation.id}`;
  await server.call("PUT", `${path}/hearts/a-301`, undefined, token);
  await agent.until(() => stateOf(agent, buyer)?.["hearts"] !== undefined);

  await server.hibernate(room);
  agent.writer.write({ view: unitView("a-301"), shortlist: { add: ["b-1204"] } });
  await Promise.all([sees(buyer, unitView("a-301")), sees(other, unitView("a-301"))]);
  const watching = await server.call("GET", path, undefined, presentation.agentToken);
  const { viewers } = (await watching.json()) as { readonly viewers: readonly object[] };
  expect(viewers).toHaveLength(2);
  expect(stateOf(agent, buyer)).toMatchObject({ role: "buyer", name: "Bob", hearts: ["a-301"] });
  expect(stateOf(buyer, agent)).toMatchObject({ role: "agent", pointer });

  // The highlight set before hibernation is still there.
  await server.hibernate(room);
  agent.provider.awareness.setLocalState({ pointer: { ...pointer, anchor: "unit:a-301" } });
  const kinds = (moments: readonly Moment[], kind: Moment["kind"]) =>
    moments.filter((moment) => moment.kind === kind);
  await expect.poll(async () => kinds(await momentsOf(presentation), "pointed")).toHaveLength(1);
  const moments = await momentsOf(presentation);
  expect(kinds(moments, "pointed")[0]).toMatchObject({ anchor: "unit:b-1204" });
  // A room hibernates one second after the last change.
  expect(kinds(moments, "pointed")[0]).toHaveProperty(
    "ms",
    expect.toSatisfy((ms) => ms > 2000),
  );
  expect(kinds(moments, "joined")).toHaveLength(3);
  expect([...kinds(moments, "left"), ...kinds(moments, "away")]).toEqual([]);

  // New participants receive the whole state, and hibernated sockets stay the same.
  const newcomer = await openBuyer(server, presentation);
  await sees(newcomer, unitView("a-301"));
  expect([...agent.closes, ...buyer.closes, ...other.closes]).toEqual([]);
});

test("a buyer's write changes nothing in a room that it wakes, and a forged state comes out as the buyer's", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  const witness = await openBuyer(server, presentation);
  agent.provider.awareness.setLocalState({});
  agent.writer.write({ view: unitView("b-1204") });
  await Promise.all([sees(buyer, unitView("b-1204")), sees(witness, unitView("b-1204"))]);
  await server.hibernate(presentation.room);
  openWriter(buyer.doc).write({ shortlist: { add: ["a-301"] } });
  const attention = { state: "exploring" };
  buyer.provider.awareness.setLocalState({ role: "agent", name: "Agent", attention });
  await agent.until(() => stateOf(agent, buyer)?.["attention"] !== undefined);
  expect(stateOf(agent, buyer)).toMatchObject({ role: "buyer", attention });
  agent.writer.write({ view: unitView("a-301") });
  await Promise.all([sees(witness, unitView("a-301")), sees(buyer, unitView("a-301"))]);
  expect([witness.state()?.shortlist, agent.state()?.shortlist]).toEqual([[], []]);
});

test("a token that runs out while its room is hibernated closes its socket, and the others stay", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const { token, room } = await presentation.join("Bob");
  const tokens = openRoomTokens(AUTH_SECRET, systemClock);
  const claims = await tokens.verify(token);
  if (!claims.ok) throw new Error(claims.problem);
  const brief = await tokens.issue({ ...claims.value, expiresAtMs: Date.now() + 5000 });
  const buyer = openStockClient(server.url, room, brief);
  await buyer.synced();
  await server.hibernate(room);
  await buyer.until(() => buyer.closes.length > 0);
  expect(buyer.closes[0]).toEqual({ code: 4401, reason: "token_expired" });
  expect(agent.closes).toEqual([]);
});

test("a buyer who goes while the room is hibernated has left, for the agent and in the history", async () => {
  const presentation = await server.present();
  const agent = await openAgent(server, presentation);
  const buyer = await openBuyer(server, presentation);
  await agent.until(() => stateOf(agent, buyer) !== undefined);
  await server.hibernate(presentation.room);
  buyer.close();
  await agent.until(() => stateOf(agent, buyer) === undefined);
  const kinds = async () => (await momentsOf(presentation)).map(({ kind }) => kind);
  await expect.poll(kinds).toContain("left");
  expect(agent.closes).toEqual([]);
});

test("a hibernated room receives hearts, statuses and its end", async () => {
  const presentation = await server.present();
  const { id, agentToken } = presentation;
  const agent = await openAgent(server, presentation);
  const { token, room } = await presentation.join("Bob");
  const buyer = openStockClient(server.url, room, token);
  await buyer.synced();
  await agent.until(() => stateOf(agent, buyer) !== undefined);
  await server.hibernate(room);
  await server.call("PUT", `/api/presentations/${id}/hearts/b-1204`, undefined, token);
  await agent.until(() => stateOf(agent, buyer)?.["hearts"] !== undefined);
  await server.hibernate(room);
  const units = "/api/projects/lagoon-terraces/units";
  await server.call("PATCH", `${units}/a-301`, { status: "reserved" }, agentToken);
  const kinds = async () => (await momentsOf(presentation)).map(({ kind }) => kind);
  await expect.poll(kinds).toContain("status");
  await server.hibernate(room);
  await server.call("DELETE", `/api/presentations/${id}`, undefined, agentToken);
  await Promise.all([
    agent.until(() => agent.closes.length > 0),
    buyer.until(() => buyer.closes.length > 0),
  ]);
  expect([agent.closes[0], buyer.closes[0]]).toEqual([
    { code: 4410, reason: "ended" },
    { code: 4410, reason: "ended" },
  ]);
});

test("a hibernated room ends at its expiry by an alarm", async () => {
  const short = await openWorkersServer(build.built, { LINK_MINUTES: "0.1" });
  onTestFinished(() => short.close());
  const presentation = await short.present();
  const buyer = await openBuyer(short, presentation);
  await short.hibernate(presentation.room);
  await buyer.until(() => buyer.closes.length > 0);
  expect(buyer.closes[0]).toEqual({ code: 4410, reason: "expired" });
});
