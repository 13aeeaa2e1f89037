import { describe, expect, test } from "vitest";
import type { NodePerson } from "../../../support/nodes/nodePerson.ts";
import { openTestNodes } from "../../../support/nodes/nodesHarness.ts";

const onUnit = (name: string) => ({ highlight: { anchor: `unit:${name}` } });
const following = { attention: { state: "following" } };

/** An agent in the first process, a buyer in the second, both seen. */
async function openSeen(skewsMs: readonly number[] = []) {
  const test = await openTestNodes(3, { skewsMs });
  const [agent, buyer] = [test.person("agent"), test.person("buyer")];
  await test.pass(2000);
  await agent.connect(test.at(0));
  await buyer.connect(test.at(1));
  await test.pass(200);
  agent.say(onUnit("b1-1"));
  buyer.say(following);
  await test.pass(100);
  return { ...test, agent, buyer };
}

describe("people in several processes", () => {
  test("see each other as if in one: the agent by all, a buyer by those on the agent's side", async () => {
    const { agent, buyer, person, at, pass } = await openSeen();
    const other = person("buyer", "buyer:2");
    const inspector = person("inspector");
    await other.connect(at(2));
    await inspector.connect(at(2));
    await pass(200);
    expect(buyer.others).toMatchObject({ "agent:1": { role: "agent", ...onUnit("b1-1") } });
    expect(agent.others).toMatchObject({ "buyer:1": { role: "buyer", ...following } });
    expect(Object.keys(other.others)).toEqual(["agent:1"]);
    expect(Object.keys(inspector.others).toSorted()).toEqual(["agent:1", "buyer:1"]);
  });

  test("a pointer that moves all the time arrives at a person's pace, its last place for certain", async () => {
    const { agent, buyer, clock, pass } = await openSeen();
    const before = buyer.told.length;
    for (let step = 1; step <= 60; step += 1) {
      agent.say({ highlight: { anchor: `unit:b1-${(step % 2) + 1}` } });
      clock.advance(16);
      await pass(0);
    }
    agent.say({ call: 7 });
    await pass(200);
    expect(buyer.told.length - before).toBeLessThanOrEqual(33);
    expect(buyer.others["agent:1"]).toMatchObject({ call: 7 });
  });

  test("who leaves one process is gone in all after the grace", async () => {
    const { agent, buyer, pass } = await openSeen();
    agent.leave();
    await pass(3500);
    expect(buyer.others).toHaveProperty("agent:1");
    await pass(1000);
    expect(buyer.others).toEqual({});
  });

  test("who reconnects to another process does not flicker, whether or not the first one noticed", async () => {
    for (const how of ["politely", "silently"] as const) {
      const { agent, buyer, at, pass } = await openSeen();
      await agent.connect(at(2), how);
      await pass(60_000);
      expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
      expect(buyer.others["agent:1"]).toMatchObject(onUnit("b1-1"));
      agent.say(onUnit("b1-2"));
      await pass(100);
      expect(buyer.others["agent:1"]).toMatchObject(onUnit("b1-2"));
    }
  });

  test("the late end of the first connection changes nothing", async () => {
    const { agent, buyer, at, pass } = await openSeen();
    const late = agent.handOver();
    await agent.connect(at(1), "silently");
    await pass(2000);
    late();
    await pass(10_000);
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
    expect(buyer.others).toHaveProperty("agent:1");
  });

  test("a page that was loaded again elsewhere does not stand beside its own past", async () => {
    const { agent, buyer, person, at, pass } = await openSeen();
    buyer.leave();
    const again = person("buyer", "buyer:1");
    await again.connect(at(2));
    again.say(following);
    await pass(200);
    expect(agent.states).toHaveLength(1);
  });

  test.each([
    [0, 90_000, 0],
    [90_000, 0, 0],
  ])("clocks that differ by %i, %i and %i ms make nobody deaf", async (...skewsMs) => {
    const { agent, buyer, at, pass } = await openSeen(skewsMs);
    for (const [index, name] of [
      [0, "b1-2"],
      [1, "b1-1"],
      [0, "b1-2"],
    ] as const) {
      await agent.connect(at(index));
      await buyer.connect(at(1 - index));
      await pass(200);
      agent.say(onUnit(name));
      await pass(100);
      expect(buyer.others["agent:1"]).toMatchObject(onUnit(name));
    }
  });

  test("nobody takes the id of somebody who is in another process", async () => {
    const { agent, buyer, person, at, pass } = await openSeen();
    const thief = person("buyer", "buyer:2", agent.doc.clientID);
    await thief.connect(at(1));
    thief.say(following);
    const rival = person("buyer", "buyer:3", buyer.doc.clientID);
    await rival.connect(at(2));
    rival.say({ attention: { state: "hidden" } });
    await pass(6000);
    expect(buyer.others).toEqual({ "agent:1": expect.objectContaining(onUnit("b1-1")) });
    expect(agent.others).toEqual({ "buyer:1": expect.objectContaining(following) });
  });

  test("hearts that come in at a process without the room are seen in the others", async () => {
    const { agent, at, nodes, pass } = await openSeen();
    await nodes[2]?.rooms.setHearts("room-p", "buyer:1", ["b1-1"]);
    await pass(100);
    expect(agent.others["buyer:1"]).toMatchObject({ hearts: ["b1-1"], ...following });
    await at(1).setHearts("room-p", "buyer:1", []);
    await pass(100);
    expect(agent.others["buyer:1"]).not.toHaveProperty("hearts");
  });

  test("an ask that comes in at a process without the room is seen in the others, and by no other buyer", async () => {
    const { agent, buyer, nodes, pass } = await openSeen();
    const view = { screen: "unit", unit: "b1-1" } as const;
    await nodes[2]?.rooms.ask("room-p", "buyer:1", { at: 7, view });
    await pass(100);
    expect(agent.others["buyer:1"]).toMatchObject({ ask: { at: 7, view }, ...following });
    expect(JSON.stringify(buyer.others)).not.toContain('"ask"');
    await pass(61_000);
    expect(agent.others["buyer:1"]).not.toHaveProperty("ask");
  });

  test("hearts given while processes could not hear each other are seen afterwards", async () => {
    const { agent, node, storage, nodes, pass } = await openSeen();
    node(0).relay.cut();
    const heart = { participant: "buyer:1", unit: "b1-1", atMs: 1 };
    await storage.presentations.addHeart("p", heart, 10);
    await nodes[2]?.rooms.setHearts("room-p", "buyer:1", ["b1-1"]);
    await pass(2000);
    expect(agent.others["buyer:1"]).not.toHaveProperty("hearts");
    node(0).relay.heal();
    await pass(200);
    expect(agent.others["buyer:1"]).toMatchObject({ hearts: ["b1-1"] });
  });
});

describe("an agent who presents from two processes", () => {
  test("is replaced by the newer one, whatever the clocks say", async () => {
    for (const [elsewhere, ...skewsMs] of [
      [1, 0, 0, 0],
      [1, 90_000, 0, 0],
      [1, 0, 90_000, 0],
      [2, 90_000, 0, 0],
      [2, 0, 0, 90_000],
    ] as const) {
      const { agent, person, at, pass } = await openSeen(skewsMs);
      const second = person("agent", "agent:1");
      await second.connect(at(elsewhere));
      await pass(200);
      expect([agent.closed, second.closed]).toEqual(["replaced", undefined]);
      await agent.connect(at(0));
      await pass(200);
      expect([agent.closed, second.closed]).toEqual([undefined, "replaced"]);
    }
  });

  test("in the same moment is settled for one of them", async () => {
    const { agent, person, at, pass } = await openSeen();
    agent.leave();
    const [one, other] = [person("agent", "agent:1"), person("agent", "agent:1")];
    await Promise.all([one.connect(at(0)), other.connect(at(1))]);
    await pass(200);
    expect([one, other].filter(({ closed }) => closed === "replaced")).toHaveLength(1);
    expect([one, other].filter(({ isIn }) => isIn)).toHaveLength(1);
  });

  test("while they could not hear each other is settled when they can: the newer one has it", async () => {
    for (const skewsMs of [[], [90_000, 0, 0], [0, 0, 90_000]]) {
      const { agent, person, node, at, pass } = await openSeen(skewsMs);
      node(2).relay.cut();
      const second = person("agent", "agent:1");
      await second.connect(at(2));
      await pass(10_000);
      expect([agent.closed, second.closed]).toEqual([undefined, undefined]);
      node(2).relay.heal();
      await pass(200);
      expect([agent.closed, second.closed]).toEqual(["replaced", undefined]);
    }
  });

  test("leaves a colleague where they are", async () => {
    const { agent, person, at, pass } = await openSeen();
    const colleague = person("agent", "agent:2");
    await colleague.connect(at(1));
    await pass(10_000);
    expect([agent.closed, colleague.closed]).toEqual([undefined, undefined]);
  });
});

describe("processes that cannot hear each other", () => {
  const reachOf = ({ others }: NodePerson, name: string) => others[name]?.["reach"];

  test("say so within 5 s, show each other's people for as long as it takes, and then as they are", async () => {
    const { agent, buyer, nodes, pass } = await openSeen();
    for (const { relay } of nodes) relay.cut();
    await pass(2000);
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual(["lost", "lost"]);
    agent.say(onUnit("b1-2"));
    for (let minute = 0; minute < 3; minute += 1) {
      const before = buyer.told.length;
      await pass(15_000);
      expect(buyer.told.length).toBeGreaterThan(before);
      expect(buyer.others["agent:1"]).toMatchObject({ reach: "lost", ...onUnit("b1-1") });
    }
    for (const { relay } of nodes) relay.heal();
    await pass(1500);
    expect(buyer.others["agent:1"]).toMatchObject(onUnit("b1-2"));
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual([undefined, undefined]);
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
  });

  test("by the fault of one say so within 5 s as well", async () => {
    const { agent, buyer, node, pass } = await openSeen();
    node(0).relay.cut();
    await pass(5000);
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual(["lost", "lost"]);
    node(0).relay.heal();
    await pass(1500);
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual([undefined, undefined]);
  });

  test("forget who is not there any more when they can", async () => {
    const { agent, buyer, nodes, node, pass } = await openSeen();
    for (const { relay } of nodes) relay.cut();
    await pass(60_000);
    agent.leave();
    node(0).kill();
    await pass(60_000);
    expect(buyer.others).toHaveProperty("agent:1");
    for (const { relay } of nodes.slice(1)) relay.heal();
    await pass(9000);
    expect(buyer.others["agent:1"]).toMatchObject({ reach: "lost" });
    await pass(2500);
    expect(buyer.others).toEqual({});
  });

  test("a killed one's people are told to be out of reach, and are gone half a minute later", async () => {
    const { buyer, node, pass } = await openSeen();
    node(0).kill();
    await pass(5000);
    expect(buyer.others["agent:1"]).toMatchObject({ reach: "lost" });
    await pass(18_000);
    expect(buyer.others).toHaveProperty("agent:1");
    await pass(8000);
    expect(buyer.others).toEqual({});
  });

  test("a killed one's agent who comes back elsewhere is back at once", async () => {
    const { agent, buyer, node, at, pass } = await openSeen();
    node(0).kill();
    await pass(5000);
    await agent.connect(at(2), "silently");
    await pass(200);
    expect(buyer.others["agent:1"]).toMatchObject(onUnit("b1-1"));
    expect(reachOf(buyer, "agent:1")).toBeUndefined();
    await pass(60_000);
    expect(buyer.others).toHaveProperty("agent:1");
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
  });

  test("one that stops lets its people reconnect elsewhere without a flicker", async () => {
    const { agent, buyer, node, at, pass } = await openSeen();
    await node(0).rooms.close();
    expect(agent.closed).toBe("restart");
    await pass(1000);
    await agent.connect(at(2));
    await pass(60_000);
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
    expect(buyer.others).toHaveProperty("agent:1");
  });

  test("one that stops takes those with it who do not come back", async () => {
    const { buyer, node, pass } = await openSeen();
    await node(0).rooms.close();
    await pass(5000);
    expect(buyer.others).toEqual({});
  });
});
