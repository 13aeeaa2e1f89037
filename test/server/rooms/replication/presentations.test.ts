import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, openTestNodes } from "../../../support/nodes/nodesHarness.ts";

const AWAY_MS = 15 * MINUTE_MS;

describe("a seat", () => {
  test("is limited over all processes, also for concurrent joins", async () => {
    const { at, person, pass } = await openTestNodes(3, { maxViewers: 4 });
    const buyers = Array.from({ length: 12 }, (_, index) => person("buyer", `buyer:${index}`));
    await Promise.all(buyers.map((buyer, index) => buyer.connect(at(index % 3))));
    await pass(1000);
    expect(buyers.filter(({ refused }) => refused === undefined)).toHaveLength(4);
    expect(buyers.filter(({ refused }) => refused === "full")).toHaveLength(8);
    for (const index of [0, 1, 2]) expect(await at(index).viewers("room-p")).toHaveLength(4);
  });

  test("trap 58: is taken by a connection, not by joining, and counts in all processes", async () => {
    const { at, person, node, pass } = await openTestNodes(2, { maxViewers: 1 });
    const record = await node(0).find("p");
    if (record === undefined) throw new Error("no presentation");
    expect(await at(0).hasFreeSeat(record, "buyer:1")).toBe(true);
    expect(await at(1).hasFreeSeat(record, "buyer:2")).toBe(true);
    await person("buyer", "buyer:1").connect(at(1));
    await pass(100);
    for (const index of [0, 1]) {
      expect(await at(index).hasFreeSeat(record, "buyer:1")).toBe(true);
      expect(await at(index).hasFreeSeat(record, "buyer:2")).toBe(false);
    }
    const late = person("buyer", "buyer:2");
    await late.connect(at(0));
    expect(late.refused).toBe("full");
  });

  test("is kept while its viewer watches, and released when they leave", async () => {
    const { at, person, pass } = await openTestNodes(2, { maxViewers: 1 });
    const [buyer, other] = [person("buyer", "buyer:1"), person("buyer", "buyer:2")];
    await buyer.connect(at(0));
    await pass(5 * MINUTE_MS);
    await other.connect(at(1));
    expect(other.refused).toBe("full");
    expect(await at(1).viewers("room-p")).toMatchObject([{ subject: "buyer:1", name: "buyer:1" }]);
    buyer.leave();
    await other.connect(at(1));
    expect(other.refused).toBeUndefined();
  });

  test("moves with its viewer to another process, and is released when its process dies", async () => {
    const { at, person, pass, node } = await openTestNodes(2, { maxViewers: 1 });
    const [buyer, other] = [person("buyer", "buyer:1"), person("buyer", "buyer:2")];
    await buyer.connect(at(0));
    const late = buyer.handOver();
    await buyer.connect(at(1), "silently");
    await pass(1000);
    late();
    await pass(1000);
    await other.connect(at(0));
    expect(other.refused).toBe("full");
    expect(await at(0).viewers("room-p")).toHaveLength(1);
    node(1).kill();
    await pass(31_000);
    await other.connect(at(0));
    expect(other.refused).toBeUndefined();
  });
});

describe("an agent's command on one process", () => {
  const open = async () => {
    const test = await openTestNodes(3);
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    await buyer.connect(test.at(1));
    await test.pass(200);
    return { ...test, agent, buyer };
  };

  test("ends a presentation in all others", async () => {
    const { agent, buyer, storage, clock, at, pass } = await open();
    await storage.presentations.end("p", { atMs: clock.now(), reason: "ended" });
    await at(2).end("room-p", "ended");
    await pass(10);
    expect([agent.closed, buyer.closed]).toEqual(["ended", "ended"]);
  });

  test("extends it in all: no process ends it at the old time", async () => {
    const { agent, buyer, storage, clock, at, node, pass } = await open();
    const soonMs = clock.now() + MINUTE_MS;
    await storage.presentations.setExpiry("p", soonMs);
    at(2).extend("room-p", soonMs);
    await pass(30_000);
    const laterMs = clock.now() + 2 * HOUR_MS;
    node(1).relay.cut();
    await storage.presentations.setExpiry("p", laterMs);
    at(2).extend("room-p", laterMs);
    await pass(HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
    node(1).relay.heal();
    await pass(2 * HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual(["expired", "expired"]);
    expect((await node(0).find("p"))?.ended).toEqual({ atMs: laterMs, reason: "expired" });
  });

  test("extends it in the last second, even if the message is lost", async () => {
    const { agent, buyer, storage, clock, hub, at, pass } = await open();
    const soonMs = clock.now() + 70_000;
    await storage.presentations.setExpiry("p", soonMs);
    at(2).extend("room-p", soonMs);
    await pass(69_500);
    hub.dropNext(1);
    await storage.presentations.setExpiry("p", soonMs + HOUR_MS);
    at(2).extend("room-p", soonMs + HOUR_MS);
    await pass(1000);
    expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
    await pass(HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual(["expired", "expired"]);
  });

  test("applies to a process that was just opening the room", async () => {
    const { storage, clock, at, person, pass } = await open();
    const late = person("buyer", "buyer:2");
    const coming = late.connect(at(2));
    const ended = { atMs: clock.now(), reason: "ended" } as const;
    await storage.presentations.end("p", ended);
    await at(0).end("room-p", "ended");
    await coming;
    await pass(10);
    expect([late.isIn, late.refused ?? late.closed]).toEqual([false, "ended"]);
  });

  test("applies within seconds during a partition", async () => {
    const { agent, buyer, storage, clock, at, nodes, pass } = await open();
    for (const { relay } of nodes) relay.cut();
    await storage.presentations.end("p", { atMs: clock.now(), reason: "ended" });
    await at(2).end("room-p", "ended");
    await pass(10_000);
    expect([agent.closed, buyer.closed]).toEqual(["ended", "ended"]);
  });

  test("disconnects colleagues whose invitation is withdrawn", async () => {
    const { agent, storage, person, at, node, pass } = await open();
    await storage.presentations.inviteColleagues("p", "i1");
    const colleagues = [
      person("agent", "colleague:i1.one"),
      person("agent", "colleague:i1.two"),
    ] as const;
    await colleagues[0].connect(at(1));
    await colleagues[1].connect(at(2));
    await pass(100);
    expect(colleagues.map(({ isIn }) => isIn)).toEqual([true, true]);
    node(2).relay.cut();
    await storage.presentations.withdrawColleagues("p");
    await at(0).withdrawColleagues("room-p");
    await pass(10);
    expect(colleagues[0].closed).toBe("withdrawn");
    await pass(10_000);
    expect([colleagues[1].closed, agent.closed]).toEqual(["withdrawn", undefined]);
  });
});

describe("an agent", () => {
  const open = async () => {
    const test = await openTestNodes(2, { awayMs: AWAY_MS });
    const [agent, buyer] = [test.person("agent"), test.person("buyer")];
    await agent.connect(test.at(0));
    await buyer.connect(test.at(1));
    await test.pass(200);
    return { ...test, agent, buyer };
  };

  test("who is connected to one process is away in none", async () => {
    const { buyer, pass, storage } = await open();
    await pass(2 * HOUR_MS);
    expect(buyer.closed).toBeUndefined();
    expect(await storage.presentations.find("p")).toMatchObject({ awaySinceMs: undefined });
  });

  test("who is in the only process with the room is away in none", async () => {
    const { agent, buyer, clock, pass, storage } = await open();
    buyer.leave();
    for (let minute = 0; minute < 60; minute += 1) {
      await pass(MINUTE_MS);
      expect(agent.closed).toBeUndefined();
      const { awaySinceMs, seenAtMs = 0 } = (await storage.presentations.find("p")) ?? {};
      expect(awaySinceMs).toBeUndefined();
      expect(clock.now() - seenAtMs).toBeLessThanOrEqual(31_000);
    }
  });

  test("who leaves ends the presentation in the others after the waiting period", async () => {
    const { agent, buyer, clock, pass, storage } = await open();
    agent.leave();
    const leftAtMs = clock.now();
    await pass(AWAY_MS - 1000);
    expect(buyer.closed).toBeUndefined();
    await pass(2000);
    expect(buyer.closed).toBe("ended");
    expect(await storage.presentations.find("p")).toMatchObject({
      ended: { atMs: leftAtMs + AWAY_MS, reason: "away" },
    });
  });

  test("who returns to another process prevents that, whether or not the first one notices", async () => {
    for (const isCut of [false, true]) {
      const { agent, buyer, node, at, pass } = await open();
      agent.leave();
      await pass(MINUTE_MS);
      if (isCut) node(0).relay.cut();
      await agent.connect(at(1));
      await pass(2 * HOUR_MS);
      expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
    }
  });

  test("whose colleague presents elsewhere does not count as away", async () => {
    const { agent, buyer, person, at, pass } = await open();
    const colleague = person("agent", "agent:2");
    await colleague.connect(at(1));
    await pass(100);
    agent.leave();
    await pass(HOUR_MS);
    expect(buyer.closed).toBeUndefined();
    colleague.leave();
    await pass(AWAY_MS + 1000);
    expect(buyer.closed).toBe("ended");
  });

  test("whose process dies is away from when it was last seen there", async () => {
    const { buyer, node, clock, pass, storage } = await open();
    await pass(HOUR_MS);
    node(0).kill();
    const diedAtMs = clock.now();
    await pass(AWAY_MS - 31_000);
    expect(buyer.closed).toBeUndefined();
    await pass(2 * MINUTE_MS);
    expect(buyer.closed).toBe("ended");
    const endedAtMs = (await storage.presentations.find("p"))?.ended?.atMs ?? 0;
    expect(Math.abs(endedAtMs - diedAtMs - AWAY_MS)).toBeLessThanOrEqual(31_000);
  });

  test("whose process dies while no other has the room open is away all the same", async () => {
    const { buyer, node, pass, storage } = await open();
    buyer.leave();
    await pass(2 * MINUTE_MS);
    node(0).kill();
    await pass(AWAY_MS + 2 * MINUTE_MS);
    expect((await storage.presentations.find("p"))?.ended?.reason).toBe("away");
  });

  test("who is present is not ended by a process that just started", async () => {
    const { agent, buyer, start, pass } = await open();
    await pass(20_000);
    await start();
    await pass(2 * HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
  });

  test("whose process cannot reach storage is not ended by the others that see them", async () => {
    const { agent, buyer, node, at, pass, storage } = await open();
    agent.leave();
    await pass(1000);
    const away = await storage.presentations.find("p");
    expect(away?.awaySinceMs).toBeDefined();
    node(0).loseStorage(true);
    await agent.connect(at(0));
    await pass(HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
  });

  test("whose presence cannot be stored is not ended by a process that knows it", async () => {
    const { agent, buyer, node, at, pass } = await open();
    agent.leave();
    await pass(1000);
    node(0).loseStorage(true);
    node(1).loseStorage(true);
    await agent.connect(at(0));
    expect(agent.refused).toBeUndefined();
    await pass(HOUR_MS);
    expect([agent.closed, buyer.closed]).toEqual([undefined, undefined]);
  });
});

describe("a visit", () => {
  test("ends when the viewer has left all processes", async () => {
    const { at, person, pass, storage, clock } = await openTestNodes(2);
    const buyer = person("buyer");
    await buyer.connect(at(0));
    const late = buyer.handOver();
    const joinedAtMs = clock.now();
    await pass(5000);
    await buyer.connect(at(1), "silently");
    await pass(5000);
    late();
    await pass(1000);
    expect(await storage.presentations.listVisits("p")).toMatchObject([{ leftAtMs: undefined }]);
    buyer.leave();
    const leftAtMs = clock.now();
    await pass(1000);
    expect(await storage.presentations.listVisits("p")).toMatchObject([
      { participant: "buyer:1", joinedAtMs, leftAtMs },
    ]);
  });
});
