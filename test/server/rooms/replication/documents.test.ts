import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { readState } from "../../../../schema/presentation/document.ts";
import { encodeUpdate } from "../../../../server/protocol/encodeFrames.ts";
import type { Storage } from "../../../../server/storage/storage.ts";
import { openTestNodes } from "../../../support/nodes/nodesHarness.ts";

const unit = (name: string) => ({ view: { screen: "unit", unit: name } }) as const;
const min = (number: number) => ({ filters: { price: { min: number } } });

async function keptState({ documents }: Storage) {
  const doc = new Y.Doc();
  for (const { bytes } of (await documents.load("room-p")) ?? []) Y.applyUpdate(doc, bytes);
  const state = readState(doc);
  if (!state.ok) throw new Error(state.problem.message);
  return state.value;
}

/** An agent in the first process and a buyer in the second, both synced. */
async function openTwo() {
  const test = await openTestNodes(2);
  const [agent, buyer] = [test.person("agent"), test.person("buyer")];
  await agent.connect(test.at(0));
  await buyer.connect(test.at(1));
  await test.pass(200);
  return { ...test, agent, buyer };
}

describe("a document in two processes", () => {
  test("the agent's write in one reaches the buyer in the other at once", async () => {
    const { agent, buyer, pass } = await openTwo();
    agent.write(unit("b1-1"));
    await pass(1);
    expect(buyer.state.view).toEqual(unit("b1-1").view);
    agent.write({ shortlist: { add: ["b1-1"] } });
    await pass(1);
    expect(buyer.state.shortlist).toEqual(["b1-1"]);
  });

  test("nobody receives an echo, and the receiver does not store the sender's writes", async () => {
    const { agent, buyer, pass, storage } = await openTwo();
    const updates: string[] = [];
    agent.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      updates.push(origin === agent ? "heard" : "own");
    });
    for (let number = 1; number <= 5; number += 1) {
      agent.write(min(number));
      await pass(1000);
    }
    expect(updates).toEqual(["own", "own", "own", "own", "own"]);
    expect(buyer.state.filters.price?.min).toBe(5);
    expect(await storage.documents.load("room-p")).toHaveLength(6);
    expect((await keptState(storage)).filters.price?.min).toBe(5);
  });

  test("a buyer's write stays in its own process", async () => {
    const { agent, buyer, pass } = await openTwo();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(buyer.doc));
    const before = Y.encodeStateVector(forged);
    forged.getArray("presentation").push([{ key: "view", val: unit("b1-2").view }]);
    buyer.receive(encodeUpdate(Y.encodeStateAsUpdate(forged, before)));
    await pass(20_000);
    expect(agent.state.view.screen).toBe("building");
  });

  test("a process that opens the room later gets updates that storage lacks", async () => {
    const test = await openTestNodes(2);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    test.node(0).loseStorage(true);
    agent.write(unit("b1-1"));
    await test.pass(5000);
    expect((await keptState(test.storage)).view.screen).toBe("building");
    await buyer.connect(test.at(1));
    await test.pass(100);
    expect(buyer.state.view).toEqual(unit("b1-1").view);
  });

  test("a sync request completes both sides", async () => {
    const { agent, buyer, hub, node, at, person, pass } = await openTwo();
    const colleague = person("agent", "agent:2");
    await colleague.connect(at(1));
    await pass(200);
    node(0).relay.cut();
    agent.write(min(7));
    colleague.write({ shortlist: { add: ["b1-1"] } });
    await pass(2000);
    expect(buyer.state.filters).toEqual({});
    expect(agent.state.shortlist).toEqual([]);
    node(0).relay.heal();
    hub.flush();
    await pass(100);
    for (const one of [agent, colleague, buyer]) {
      expect(one.state).toMatchObject({ filters: min(7).filters, shortlist: ["b1-1"] });
    }
  });

  test("a process that opened the room during an outage shares its updates as soon as possible", async () => {
    const { agent, buyer, person, pass, start } = await openTwo();
    const third = await start();
    third.relay.cut();
    const colleague = person("agent", "agent:2");
    await colleague.connect(third.rooms);
    colleague.write(min(7));
    await pass(1000);
    expect(agent.state.filters).toEqual({});
    third.relay.heal();
    await pass(10);
    expect([agent.state.filters, buyer.state.filters]).toEqual([min(7).filters, min(7).filters]);
  });

  test("a lost update is requested with the next one", async () => {
    const { agent, buyer, hub, pass } = await openTwo();
    await pass(2000);
    hub.dropNext();
    agent.write(min(1));
    await pass(10);
    expect(buyer.state.filters).toEqual({});
    agent.write(unit("b1-1"));
    await pass(10);
    expect(buyer.state).toMatchObject({ ...min(1), ...unit("b1-1") });
  });

  test.each([
    ["a write", (agent: { write: (change: object) => void }) => agent.write(min(1)), min(1)],
    [
      "a deletion, of which a state vector says nothing",
      (agent: { write: (change: object) => void }) =>
        agent.write({ shortlist: { remove: ["b1-1"] } }),
      { shortlist: [] },
    ],
  ])("%s that was the last one and got lost is found missing", async (_name, change, expected) => {
    const { agent, buyer, hub, pass } = await openTwo();
    agent.write({ shortlist: { add: ["b1-1"] } });
    await pass(2000);
    expect(buyer.state.shortlist).toEqual(["b1-1"]);
    hub.dropNext();
    change(agent);
    await pass(10_000);
    expect(buyer.state).toMatchObject(expected);
  });

  test("updates of a killed process are stored by the processes that received them", async () => {
    const { agent, buyer, node, pass, storage } = await openTwo();
    node(0).loseStorage(true);
    agent.write(unit("b1-1"));
    await pass(10);
    node(0).kill();
    expect(buyer.state.view).toEqual(unit("b1-1").view);
    expect((await keptState(storage)).view.screen).toBe("building");
    await pass(6000);
    expect((await keptState(storage)).view).toEqual(unit("b1-1").view);
    const pieces = await storage.documents.load("room-p");
    await pass(60_000);
    expect(await storage.documents.load("room-p")).toEqual(pieces);
  });

  test("updates after a lost one do not keep a room from opening", async () => {
    const { agent, buyer, node, at, person, pass, start, storage } = await openTwo();
    const colleague = person("agent", "agent:2");
    await colleague.connect(at(1));
    await pass(200);
    node(0).loseStorage(true);
    agent.write(min(1));
    await pass(10);
    colleague.write(min(2));
    await pass(1000);
    node(0).kill();
    node(1).kill();
    const { rooms } = await start();
    await buyer.connect(rooms);
    expect(buyer.refused).toBeUndefined();
    const newcomer = person("agent", "agent:3");
    await newcomer.connect(rooms);
    newcomer.write({ shortlist: { add: ["b1-1"] } });
    expect(newcomer.closed).toBeUndefined();
    await colleague.connect(rooms);
    await pass(1000);
    expect(colleague.closed).toBeUndefined();
    const all = { ...min(2), shortlist: ["b1-1"] };
    expect(buyer.state).toMatchObject(all);
    expect(await keptState(storage)).toMatchObject(all);
  });
});
