import { afterAll, beforeAll } from "vitest";
import type { Relay } from "../../../server/relay/relay.ts";
import {
  startRedis,
  startRedisCluster,
  type RedisCluster,
  type RedisServer,
} from "../../support/services/redisServer.ts";
import { describeRelay } from "../../server/relay/contract.ts";
import { turned } from "../../server/relay/relayListener.ts";
import { eventually, openObserved } from "./bench.ts";

const lapsed = async (relay: Relay): Promise<void> => {
  const set = "what the time is measured by";
  await relay.leases.take(set, { holder: "it", about: "" }, 1, 40);
  await eventually(async () => (await relay.leases.list(set)).length === 0);
};

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

describeRelay("Redis", async () => {
  const relays: Relay[] = [];
  return {
    open: async () => {
      const relay = await openObserved(redis.url);
      relays.push(relay);
      return relay;
    },
    goAway: async () => {
      await redis.kill();
      await Promise.all(relays.map((relay) => turned(relay, false)));
    },
    comeBack: () => redis.start(),
    pass: async () => {
      for (const relay of relays.slice(0, 1)) await lapsed(relay);
    },
  };
});

let cluster: RedisCluster;
beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster.close());

describeRelay("a cluster of Redis", async () => {
  const relays: Relay[] = [];
  return {
    open: async () => {
      const relay = await openObserved(cluster.url);
      relays.push(relay);
      return relay;
    },
    goAway: async () => {
      for (const node of cluster.nodes) node.pause();
      await Promise.all(relays.map((relay) => turned(relay, false)));
    },
    comeBack: async () => {
      for (const node of cluster.nodes) node.resume();
    },
    pass: async () => {
      for (const relay of relays.slice(0, 1)) await lapsed(relay);
    },
  };
});
