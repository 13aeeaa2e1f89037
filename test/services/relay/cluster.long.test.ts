import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { slotOf } from "../../../server/relay/redis/slots.ts";
import { openWire } from "../../support/nodes/clusterWire.ts";
import {
  startRedisCluster,
  type RedisCluster,
  type RedisServer,
} from "../../support/services/redisServer.ts";
import { listening, turned } from "../../server/relay/relayListener.ts";
import { openObserved } from "./bench.ts";

let cluster: RedisCluster;
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster.close());

const nodeAt = (index: number): RedisServer => {
  const node = cluster.nodes[index];
  if (node === undefined) throw new Error(`there is no node ${index}`);
  return node;
};

/** A room whose channel is on this node. */
const roomOn = (index: number): string => {
  for (;;) {
    const room = randomBytes(6).toString("hex");
    const slot = slotOf(`offplan:{${room}}`);
    if (Math.floor((slot * cluster.nodes.length) / 16_384) === index) return room;
  }
};

const shardChannels = (index: number): Promise<unknown> =>
  nodeAt(index).ask("PUBSUB", "SHARDCHANNELS", "offplan:*");

describe("a cluster", () => {
  test("agrees with our slot of every key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (key) => {
        expect(slotOf(key)).toBe(await nodeAt(0).ask("CLUSTER", "KEYSLOT", key));
      }),
      { numRuns: 50 },
    );
  });

  test("carries a room's messages over the node with its slot only", async () => {
    const [here, there] = [await openObserved(cluster.url), await openObserved(cluster.url)];
    for (const index of [0, 1, 2]) {
      const room = roomOn(index);
      const listener = await listening(there, room);
      here.publish(room, Buffer.from("hello"));
      await listener.until(({ texts }) => texts.length > 0);
      expect(await shardChannels(index)).toEqual([`offplan:{${room}}`]);
      listener.channel.close();
    }
  });

  test("losing one node makes the relay down until the node is back", async () => {
    const [here, there] = [await openObserved(cluster.url), await openObserved(cluster.url)];
    const room = roomOn(2);
    const listener = await listening(there, room);
    nodeAt(1).pause();
    await Promise.all([turned(here, false), turned(there, false)]);
    nodeAt(1).resume();
    await Promise.all([turned(here, true), turned(there, true)]);
    await listener.until(({ gaps }) => gaps > 1);
    here.publish(room, Buffer.from("again"));
    await listener.until(({ texts }) => texts.length > 0);
    expect(listener.texts).toEqual(["again"]);
  });

  test("a room whose slot moves to another node continues there", async () => {
    const [here, there] = [await openObserved(cluster.url), await openObserved(cluster.url)];
    const room = roomOn(0);
    const listener = await listening(there, room);
    const to = String(await nodeAt(1).ask("CLUSTER", "MYID"));
    const slot = String(slotOf(`offplan:{${room}}`));
    for (const index of [1, 0, 2]) {
      await nodeAt(index).ask("CLUSTER", "SETSLOT", slot, "NODE", to);
    }
    await listener.until(({ gaps }) => gaps > 1);
    // A sender without a subscription notices on publishing; receivers detect the loss with the next message.
    here.publish(room, Buffer.from("to the old place"));
    await turned(here, false);
    await turned(here, true);
    here.publish(room, Buffer.from("to the new place"));
    await listener.until(({ texts }) => texts.includes("to the new place"));
    expect(listener.gaps).toBeGreaterThan(2);
    expect(await shardChannels(1)).toEqual([`offplan:{${room}}`]);
  });

  test("can be reached through any of its nodes after the first contact", async () => {
    const wire = await openWire(() => nodeAt(0).port);
    onTestFinished(() => wire.close());
    const relay = await openObserved(`redis://127.0.0.1:${wire.port}`);
    expect(relay.isUp).toBe(true);
    wire.cut();
    await nodeAt(2).ask("CLIENT", "KILL", "TYPE", "normal");
    await turned(relay, false);
    await turned(relay, true);
    expect(wire.state).toBe("cut");
  });
});
