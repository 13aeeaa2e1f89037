import { describe, expect, test } from "vitest";
import type { NodePerson } from "../../../support/nodes/nodePerson.ts";
import { openTestNodes } from "../../../support/nodes/nodesHarness.ts";

const onUnit = (name: string) => ({ highlight: { anchor: `unit:${name}` } });
const following = { attention: { state: "following" } };

/** An agent in the first process and a buyer in the second, visible to each other. */
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

describe("participants in several processes", () => {
  test("see each other as in one: the agent is seen by all, a buyer by agents and inspectors", async () => {
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

  test("a constantly moving pointer arrives throttled, and its last position always", async () => {
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

  test("one who leaves disappears in all processes after the grace period", async () => {
    const { agent, buyer, pass } = await openSeen();
    agent.leave();
    await pass(3500);
    expect(buyer.others).toHaveProperty("agent:1");
    await pass(1000);
    expect(buyer.others).toEqual({});
  });

  test("one who reconnects to another process does not flicker, whether or not the first one noticed", async () => {
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

  test("are not affected by the late end of a first connection", async () => {
    const { agent, buyer, at, pass } = await openSeen();
    const late = agent.handOver();
    await agent.connect(at(1), "silently");
    await pass(2000);
    late();
    await pass(10_000);
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
    expect(buyer.others).toHaveProperty("agent:1");
  });

  test("a page reloaded on another process replaces its former state", async () => {
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
  ])("clocks that differ by %i, %i and %i ms lose no states", async (...skewsMs) => {
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

  test("cannot take the client id of a participant of another process", async () => {
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

  test("see hearts set on a process without the room", async () => {
    const { agent, at, nodes, pass } = await openSeen();
    await nodes[2]?.rooms.setHearts("room-p", "buyer:1", ["b1-1"]);
    await pass(100);
    expect(agent.others["buyer:1"]).toMatchObject({ hearts: ["b1-1"], ...following });
    await at(1).setHearts("room-p", "buyer:1", []);
    await pass(100);
    expect(agent.others["buyer:1"]).not.toHaveProperty("hearts");
  });

  test("a buyer's request at a process without the room is seen in the others, and by no other buyer", async () => {
    const { agent, buyer, nodes, pass } = await openSeen();
    const view = { screen: "unit", unit: "b1-1" } as const;
    await nodes[2]?.rooms.ask("room-p", "buyer:1", { at: 7, view });
    await pass(100);
    expect(agent.others["buyer:1"]).toMatchObject({ ask: { at: 7, view }, ...following });
    expect(JSON.stringify(buyer.others)).not.toContain('"ask"');
    await pass(61_000);
    expect(agent.others["buyer:1"]).not.toHaveProperty("ask");
  });

  test("see hearts set during a partition afterwards", async () => {
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
  test("keeps the newer tab, whatever the clocks say", async () => {
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

  test("at the same moment keeps one of the two", async () => {
    const { agent, person, at, pass } = await openSeen();
    agent.leave();
    const [one, other] = [person("agent", "agent:1"), person("agent", "agent:1")];
    await Promise.all([one.connect(at(0)), other.connect(at(1))]);
    await pass(200);
    expect([one, other].filter(({ closed }) => closed === "replaced")).toHaveLength(1);
    expect([one, other].filter(({ isIn }) => isIn)).toHaveLength(1);
  });

  test("during a partition keeps the newer tab afterwards", async () => {
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

  test("does not affect a colleague", async () => {
    const { agent, person, at, pass } = await openSeen();
    const colleague = person("agent", "agent:2");
    await colleague.connect(at(1));
    await pass(10_000);
    expect([agent.closed, colleague.closed]).toEqual([undefined, undefined]);
  });
});

describe("processes in a partition", () => {
  const reachOf = ({ others }: NodePerson, name: string) => others[name]?.["reach"];

  test("report it within 5 s, show each other's participants as lost, and then as they are", async () => {
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

  test("report it within 5 s if only one is affected", async () => {
    const { agent, buyer, node, pass } = await openSeen();
    node(0).relay.cut();
    await pass(5000);
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual(["lost", "lost"]);
    node(0).relay.heal();
    await pass(1500);
    expect([reachOf(buyer, "agent:1"), reachOf(agent, "buyer:1")]).toEqual([undefined, undefined]);
  });

  test("remove departed participants when it ends", async () => {
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

  test("show a killed one's participants as lost, and remove them half a minute later", async () => {
    const { buyer, node, pass } = await openSeen();
    node(0).kill();
    await pass(5000);
    expect(buyer.others["agent:1"]).toMatchObject({ reach: "lost" });
    await pass(18_000);
    expect(buyer.others).toHaveProperty("agent:1");
    await pass(8000);
    expect(buyer.others).toEqual({});
  });

  test("show a killed one's agent at once when it returns elsewhere", async () => {
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

  test("lose no participant of a stopping one that reconnects elsewhere", async () => {
    const { agent, buyer, node, at, pass } = await openSeen();
    await node(0).rooms.close();
    expect(agent.closed).toBe("restart");
    await pass(1000);
    await agent.connect(at(2));
    await pass(60_000);
    expect(buyer.told.filter(({ state }) => state === null)).toEqual([]);
    expect(buyer.others).toHaveProperty("agent:1");
  });

  test("remove participants of a stopped one who do not return", async () => {
    const { buyer, node, pass } = await openSeen();
    await node(0).rooms.close();
    await pass(5000);
    expect(buyer.others).toEqual({});
  });
});
