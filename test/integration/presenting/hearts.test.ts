import { expect, test } from "vitest";
import type { HeartsResponse, PresentationResponse } from "../../../schema/protocol/api.ts";
import { openStockClient, type StockClient } from "../../support/server/wires/stockClient.ts";
import {
  openTestServer,
  type Presentation,
  type TestServer,
} from "../../support/server/testServer.ts";

const heartsOf = ({ provider }: StockClient, name: string): unknown =>
  [...provider.awareness.getStates().values()].find((state) => state["name"] === name)?.["hearts"];

async function openRoom(server: TestServer) {
  const presentation = await server.present();
  const token = await presentation.roomToken("agent");
  const agent = openStockClient(server.url, presentation.room, token);
  await agent.synced();
  const join = async (name: string) => {
    const joined = await presentation.join(name);
    const client = openStockClient(server.url, joined.room, joined.token);
    await client.synced();
    client.provider.awareness.setLocalState({ attention: { state: "following" } });
    return { client, token: joined.token };
  };
  return { presentation, agent, bob: await join("Bob"), eve: await join("Eve") };
}

const like = (server: TestServer, { id }: Presentation, unit: string, token: string) =>
  server.call("PUT", `/api/presentations/${id}/hearts/${unit}`, undefined, token);

test("a heart reaches the agent, no other buyer, and never the document", async () => {
  const server = await openTestServer();
  const { presentation, agent, bob, eve } = await openRoom(server);
  let updates = 0;
  agent.doc.on("update", () => (updates += 1));
  const before = JSON.stringify(agent.doc.toJSON());
  expect((await like(server, presentation, "b-1204", bob.token)).status).toBe(204);
  await agent.until(() => JSON.stringify(heartsOf(agent, "Bob")) === '["b-1204"]');
  expect(heartsOf(agent, "Eve")).toBeUndefined();

  // Both buyers received the agent's next change, so they would have received anything before it.
  agent.provider.awareness.setLocalState({ highlight: { anchor: "unit:b-1404" } });
  await eve.client.until(() =>
    [...eve.client.provider.awareness.getStates().values()].some(({ highlight }) => highlight),
  );
  expect(JSON.stringify([...eve.client.provider.awareness.getStates()])).not.toContain("b-1204");
  expect(updates).toBe(0);
  expect(JSON.stringify(agent.doc.toJSON())).toBe(before);
});

test("hearts set at the same time are all stored, for the buyer and for the agent", async () => {
  const server = await openTestServer();
  const { presentation, agent, bob } = await openRoom(server);
  const homes = ["a-301", "a-302", "a-303", "a-401", "a-402", "b-1204", "b-1404"];
  const path = `/api/presentations/${presentation.id}/hearts`;
  const all = await Promise.all(homes.map((home) => like(server, presentation, home, bob.token)));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([204]));
  const kept = await server.call("GET", path, undefined, bob.token);
  const { units } = (await kept.json()) as HeartsResponse;
  expect(units.toSorted()).toEqual(homes);
  await agent.until(() => {
    const shown = heartsOf(agent, "Bob") as readonly string[] | undefined;
    return shown?.length === homes.length;
  });
});

test("hearts in a buyer's awareness state are ignored", async () => {
  const server = await openTestServer();
  const { agent, eve } = await openRoom(server);
  eve.client.provider.awareness.setLocalState({
    hearts: ["b-1404"],
    attention: { state: "hidden" },
  });
  await agent.until(() =>
    [...agent.provider.awareness.getStates().values()].some(
      ({ attention }) => (attention as { state?: string } | undefined)?.state === "hidden",
    ),
  );
  expect(heartsOf(agent, "Eve")).toBeUndefined();
});

test("a restart loses no heart, neither for the buyer nor for the agent", async () => {
  const server = await openTestServer();
  const { presentation, agent, bob } = await openRoom(server);
  await like(server, presentation, "b-1204", bob.token);
  await agent.until(() => heartsOf(agent, "Bob") !== undefined);
  await server.restart();
  const path = `/api/presentations/${presentation.id}`;
  const kept = await server.call("GET", `${path}/hearts`, undefined, bob.token);
  expect((await kept.json()) as HeartsResponse).toEqual({ units: ["b-1204"] });
  const whole = await server.call("GET", path, undefined, presentation.agentToken);
  expect(((await whole.json()) as PresentationResponse).likes).toMatchObject([
    { unit: "b-1204", name: "Bob" },
  ]);
  const again = openStockClient(
    server.url,
    presentation.room,
    await presentation.roomToken("inspector"),
  );
  await again.until(() => JSON.stringify(heartsOf(again, "Bob")) === '["b-1204"]');
});
