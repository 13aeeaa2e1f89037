import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { FRAMES_TYPE, unpackFrames } from "../../../../schema/protocol/frames.ts";
import { openRoomTokens } from "../../../../server/access/tokens/roomTokens.ts";
import { ConnectionLimit } from "../../../../server/gateway/connectionLimit.ts";
import { openFallback } from "../../../../server/gateway/fallback/routes.ts";
import { encodeAwareness } from "../../../../server/protocol/encodeFrames.ts";
import { openEventStream } from "../../../support/server/wires/eventStream.ts";
import { bearer, frameOf, openReader } from "../../../support/server/wires/fallbackRoom.ts";
import { HOUR_MS, openTestNodes, type TestNode } from "../../../support/nodes/nodesHarness.ts";
import { silentMetrics } from "../../../support/room/observer.ts";

const CLIENT_ID = 77;

/** The fallback endpoints of one process on a separate port. */
async function openDoors({ rooms, clock }: TestNode): Promise<string> {
  const tokens = openRoomTokens("the same in all", clock);
  const fallback = openFallback({
    rooms,
    clock,
    tokens,
    metrics: silentMetrics,
    origins: { own: () => "http://nowhere", allowed: [] },
    trustProxy: () => false,
    connectionLimit: new ConnectionLimit(100),
  });
  const server = createServer(express().use("/sync", fallback.handle));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    fallback.close();
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/room-p`;
}

/** An agent on the first of two processes, and a buyer whose requests alternate between them. */
async function openAlternating() {
  const test = await openTestNodes(2);
  const doors = await Promise.all(test.nodes.map(openDoors));
  const agent = test.person("agent");
  await agent.connect(test.at(0));
  await test.pass(2000);
  const token = await openRoomTokens("the same in all", test.clock).issue({
    subject: "buyer:1",
    presentation: "p",
    room: "room-p",
    role: "buyer",
    name: "Bob",
    expiresAtMs: test.clock.now() + 50 * HOUR_MS,
  });
  let turn = 0;
  const next = (): string => doors[turn++ % doors.length] ?? "";
  const reader = openReader();
  const poll = async (): Promise<number> => {
    const answer = await fetch(`${next()}/state?seat=tab&since=${reader.since()}`, {
      headers: { ...bearer(token), accept: FRAMES_TYPE },
    });
    for (const frame of unpackFrames(new Uint8Array(await answer.arrayBuffer())) ?? []) {
      reader.read(frame);
    }
    return answer.status;
  };
  let clock = 0;
  const attend = async (state: string, seat = "tab"): Promise<number> => {
    clock += 1;
    const json = JSON.stringify({ attention: { state } });
    const answer = await fetch(`${next()}/attention?seat=${seat}`, {
      method: "POST",
      headers: { ...bearer(token), "content-type": "application/octet-stream" },
      body: encodeAwareness([{ clientId: CLIENT_ID, clock, state: json }]).slice(),
    });
    await test.pass(100);
    return answer.status;
  };
  return { ...test, doors, agent, token, reader, poll, attend };
}

describe("polls that alternate between processes", () => {
  test("receive every change, and count as one steady viewer", async () => {
    const { agent, at, reader, poll, attend, pass } = await openAlternating();
    expect(await poll()).toBe(200);
    expect(await attend("following")).toBe(204);
    const removals = () => agent.told.filter(({ state }) => state === null).length;
    for (let round = 1; round <= 30; round += 1) {
      agent.write({
        filters: { price: { min: round } },
        shortlist: round % 2 === 0 ? { remove: ["b1-1"] } : { add: ["b1-1"] },
      });
      agent.say({ highlight: { anchor: `unit:b1-${1 + (round % 2)}` } });
      await pass(2000);
      await poll();
      await poll();
      expect(Y.encodeStateAsUpdate(reader.doc)).toEqual(Y.encodeStateAsUpdate(agent.doc));
      expect(reader.others()).toMatchObject([
        { role: "agent", highlight: { anchor: `unit:b1-${1 + (round % 2)}` } },
      ]);
      for (const index of [0, 1]) expect(await at(index).viewers("room-p")).toHaveLength(1);
      if (round % 5 === 0) await attend("exploring");
      expect(agent.others["Bob"]).toMatchObject({ transport: "polling" });
    }
    expect(removals()).toBe(0);
  });

  test("that stop end the viewer in both, and the visit once", async () => {
    const { agent, at, storage, poll, attend, pass } = await openAlternating();
    for (let round = 0; round < 4; round += 1) await poll();
    await attend("following");
    expect(agent.others).toHaveProperty("Bob");
    await pass(9500);
    expect(await at(0).viewers("room-p")).toEqual([]);
    await pass(5000);
    expect(agent.others).toEqual({});
    expect(await storage.presentations.listVisits("p")).toHaveLength(1);
  });

  test("trap 28: of a hidden page, once a minute, keep their viewer until two are missed", async () => {
    const { agent, at, poll, attend, pass } = await openAlternating();
    for (let round = 0; round < 4; round += 1) await poll();
    await attend("hidden");
    for (let minute = 0; minute < 4; minute += 1) {
      for (let second = 0; second < 60; second += 1) {
        await pass(1000);
        expect(await at(0).viewers("room-p")).toHaveLength(1);
        expect(agent.others["Bob"]).toMatchObject({ attention: { state: "hidden" } });
      }
      await poll();
    }
    await pass(140_000);
    expect(await at(0).viewers("room-p")).toEqual([]);
    expect(agent.others).toEqual({});
  });

  test("that stop once the page is visible again end the viewer as usual", async () => {
    const { at, poll, attend, pass } = await openAlternating();
    for (let round = 0; round < 4; round += 1) await poll();
    await attend("hidden");
    await pass(60_000);
    await poll();
    await poll();
    await attend("following");
    await attend("following");
    await pass(9500);
    expect(await at(0).viewers("room-p")).toEqual([]);
  });

  test("that stay on one process release the seat on the other", async () => {
    const { node, doors, poll, pass, reader, token } = await openAlternating();
    await poll();
    await poll();
    await pass(100);
    for (let round = 0; round < 50; round += 1) {
      await pass(2000);
      await fetch(`${doors[0]}/state?seat=tab&since=${reader.since()}`, { headers: bearer(token) });
    }
    expect(await node(0).rooms.viewers("room-p")).toHaveLength(1);
    expect(node(1).openRooms()).toBe(0);
  });
});

describe("a stream in one process", () => {
  test("is kept alive by its tab's requests to another", async () => {
    const { agent, doors, token, attend, pass } = await openAlternating();
    const stream = await openEventStream(`${doors[0]}/events?seat=stream`, bearer(token));
    await stream.until((event) => event.name === "message" && frameOf(event)[1] === 1);
    await pass(100);
    for (const state of ["following", "exploring", "hidden", "following"]) {
      expect(await attend(state, "stream")).toBe(204);
      expect(agent.others["Bob"]).toMatchObject({ transport: "events", attention: { state } });
    }
    stream.abort();
  });

  test("that does not exist is not kept alive", async () => {
    const { attend } = await openAlternating();
    expect(await attend("following")).toBe(404);
    expect(await attend("following")).toBe(404);
  });

  test("is not kept alive for ever", async () => {
    const { doors, token, attend, pass } = await openAlternating();
    const stream = await openEventStream(`${doors[0]}/events?seat=stream`, bearer(token));
    await stream.until((event) => event.name === "message" && frameOf(event)[1] === 1);
    await pass(100);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        fetch(`${doors[1]}/attention?seat=stream`, {
          method: "POST",
          headers: { ...bearer(token), "content-type": "application/octet-stream" },
          body: encodeAwareness([{ clientId: CLIENT_ID, clock: 1, state: "{}" }]).slice(),
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBe(35);
    expect(await attend("following", "stream")).toBe(204);
    stream.abort();
  });
});
