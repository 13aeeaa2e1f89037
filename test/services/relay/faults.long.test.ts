import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { packEnvelope } from "../../../server/relay/engine/envelope.ts";
import { startRedis, type RedisServer } from "../../support/services/redisServer.ts";
import { listen, listening, turned } from "../../server/relay/relayListener.ts";
import { eventually, openObserved, type ObservedRelay } from "./bench.ts";
import { promised } from "../../support/clock/promised.ts";

async function openRedis(options: readonly string[] = []): Promise<RedisServer> {
  const redis = await startRedis(options);
  onTestFinished(() => redis.close());
  return redis;
}

const isOver = (relay: ObservedRelay): Promise<void> =>
  eventually(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return relay.counts.relayReconnected > 0 && relay.isUp;
  });

/** A number from the server's INFO. */
const readNumber = async (redis: RedisServer, section: string, field: string): Promise<number> => {
  const info = String(await redis.ask("INFO", section));
  return Number(new RegExp(`${field}(\\d+)`).exec(info)?.[1] ?? Number.NaN);
};

describe("a Redis that fails", () => {
  test("hangs: it is detected, nothing waits for it, and the relay recovers with it", async () => {
    const redis = await openRedis();
    const [here, there] = [await openObserved(redis.url), await openObserved(redis.url)];
    const listener = await listening(there, "room");
    redis.pause();
    const limit = { points: 1, durationSeconds: 60 };
    const [place, used] = await Promise.all([
      here.leases.take("set", { holder: "a", about: "" }, 1, 60_000),
      here.limiter("joins", limit).consume("key"),
    ]);
    expect([place, used.remainingPoints]).toEqual([true, 0]);
    here.publish("room", Buffer.from("into the void"));
    await Promise.all([turned(here, false), turned(there, false)]);
    expect(here.lines.at(-1)).toContain('"reason":"silent"');
    redis.resume();
    await Promise.all([turned(here, true), turned(there, true)]);
    await listener.until(({ gaps }) => gaps > 1);
    here.publish("room", Buffer.from("again"));
    await listener.until(({ texts }) => texts.includes("again"));
  });

  test("is down at the start: the process starts all the same and connects later", async () => {
    const redis = await openRedis();
    await redis.stop();
    const relay = await openObserved(redis.url);
    expect(relay.isUp).toBe(false);
    await expect(relay.ping()).rejects.toMatchObject({ code: "away" });
    expect(relay.lines).toHaveLength(1);
    expect(JSON.parse(relay.lines[0] ?? "")).toEqual({
      code: "relay_away",
      reason: "ECONNREFUSED",
      host: `127.0.0.1:${redis.port}`,
      message: "relay disconnected",
    });
    const listener = listen(relay, "room");
    await redis.start();
    await turned(relay, true);
    await relay.ping();
    await listener.until(({ gaps }) => gaps === 1);
    expect(relay.counts.relayReconnected).toBe(0);
  });

  test.each(["normal", "pubsub"])(
    "closes only the %s connection: both are reopened, and the gap is reported",
    async (kind) => {
      const redis = await openRedis();
      const [here, there] = [await openObserved(redis.url), await openObserved(redis.url)];
      const [mine, theirs] = [await listening(here, "room"), await listening(there, "room")];
      await redis.ask("CLIENT", "KILL", "TYPE", kind);
      await Promise.all([isOver(here), isOver(there)]);
      await Promise.all([mine, theirs].map((listener) => listener.until(({ gaps }) => gaps > 1)));
      mine.publish("whole");
      await theirs.until(({ texts }) => texts.length > 0);
      expect(theirs.texts).toEqual(["whole"]);
    },
  );

  test("disconnects a slow subscriber: it reconnects and reports the gap", async () => {
    const redis = await openRedis(["--client-output-buffer-limit", "pubsub 200kb 0 0"]);
    const [here, there] = [await openObserved(redis.url), await openObserved(redis.url)];
    const listener = await listening(there, "room");
    here.publish("room", randomBytes(5_000_000));
    await isOver(there);
    await listener.until(({ gaps }) => gaps > 1);
    here.publish("room", Buffer.from("small"));
    await listener.until(({ texts }) => texts.length > 0);
    expect(listener.texts).toEqual(["small"]);
  });
});

/** Simulates a DNS name: new connections go to its current targets, in turn; existing connections stay. */
async function openName(...first: readonly RedisServer[]) {
  let targets = first;
  let met = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const target = targets[met++ % targets.length];
    const far = connect(target?.port ?? 0, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => other.destroy());
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (...to: readonly RedisServer[]) => {
      targets = to;
    },
  };
}

const demote = (redis: RedisServer, primary: RedisServer): Promise<unknown> =>
  redis.ask("REPLICAOF", "127.0.0.1", String(primary.port));

const isAway = async (relay: ObservedRelay): Promise<void> => {
  await turned(relay, false);
  await eventually(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return relay.lines.some((line) => line.includes('"reason":"not_a_primary"'));
  });
};

describe("a Redis that is not the primary", () => {
  test("trap 35: was demoted behind a switched name: all processes leave it within 3 s and reconnect to the new primary", async () => {
    const [old, next] = [await openRedis(), await openRedis()];
    const name = await openName(old);
    const [here, there] = [await openObserved(name.url), await openObserved(name.url)];
    const [mine, theirs] = [await listening(here, "room"), await listening(there, "room")];
    const fromMs = performance.now();
    await demote(old, next);
    await Promise.all([here, there].map(isAway));
    expect(performance.now() - fromMs).toBeLessThan(promised(3000));
    name.leadTo(next);
    await Promise.all([isOver(here), isOver(there)]);
    await Promise.all([mine, theirs].map((listener) => listener.until(({ gaps }) => gaps > 1)));
    mine.publish("whole");
    await theirs.until(({ texts }) => texts.length > 0);
    expect(theirs.texts).toEqual(["whole"]);
  });

  test("trap 35: is a replica: the relay counts as down", async () => {
    const [old, next] = [await openRedis(), await openRedis()];
    const relay = await openObserved(old.url);
    await demote(old, next);
    await expect(relay.ping()).rejects.toMatchObject({ code: "not_a_primary" });
    await isAway(relay);
    await old.ask("REPLICAOF", "NO", "ONE");
    await isOver(relay);
    await relay.ping();
  });

  test("was a replica from the start: it is never used", async () => {
    const [primary, replica] = [await openRedis(), await openRedis()];
    await demote(replica, primary);
    const relay = await openObserved(replica.url);
    await isAway(relay);
    await expect(relay.ping()).rejects.toMatchObject({ code: "away" });
  });

  test("resolves to different servers for the two connections: the session is rejected", async () => {
    const [one, other] = [await openRedis(), await openRedis()];
    const name = await openName(one, other);
    const relay = await openObserved(name.url);
    expect(relay.isUp).toBe(false);
    expect(relay.lines.at(-1)).toContain('"reason":"not_heard"');
    name.leadTo(other);
    await turned(relay, true);
  });
});

describe("messages on the wire", () => {
  test("a gap, a loss reported by its sender, and late messages are detected", async () => {
    const redis = await openRedis();
    const relay = await openObserved(redis.url);
    const listener = await listening(relay, "room");
    const peer = randomBytes(8);
    const from = peer.toString("hex");
    const send = (sequence: number, isAfterLoss: boolean): Promise<unknown> => {
      const message = Buffer.from(`${sequence}`);
      const envelope = packEnvelope(peer, { sequence, isAfterLoss }, message);
      return redis.ask("PUBLISH", "offplan:{room}", envelope);
    };
    for (const sequence of [4, 5, 7, 6]) await send(sequence, false);
    await redis.ask("PUBLISH", "offplan:{room}", "garbage");
    await send(8, true);
    await send(9, false);
    await listener.until(({ texts }) => texts.includes("9"));
    const heard = (text: string) => [from, text] as const;
    expect(listener.events).toEqual([
      "missed",
      heard("4"),
      heard("5"),
      "missed",
      heard("7"),
      "missed",
      heard("8"),
      heard("9"),
    ]);
    expect([relay.counts.relayGap, relay.counts.heard]).toEqual([2, 6]);
  });

  test("messages of one turn are one write, and many rooms subscribe with few commands", async () => {
    const redis = await openRedis();
    const [here, there] = [await openObserved(redis.url), await openObserved(redis.url)];
    const rooms = Array.from({ length: 2500 }, (_, index) => `room-${index}`);
    const ears = rooms.map((room) => listen(there, room));
    await Promise.all(ears.map((listener) => listener.until(({ gaps }) => gaps > 0)));
    const readsBefore = await readNumber(redis, "stats", "total_reads_processed:");
    for (const room of rooms) here.publish(room, Buffer.from("hello"));
    await Promise.all(ears.map((listener) => listener.until(({ texts }) => texts.length > 0)));
    const reads = (await readNumber(redis, "stats", "total_reads_processed:")) - readsBefore;
    expect(reads).toBeLessThan(rooms.length / 10);

    await redis.kill();
    await turned(there, false);
    await redis.start();
    await Promise.all(ears.map((listener) => listener.until(({ gaps }) => gaps > 1)));
    const commands = await readNumber(redis, "commandstats", "cmdstat_subscribe:calls=");
    expect(commands).toBeLessThan(10);
  });

  test("a room that throws is logged and does not affect others", async () => {
    const redis = await openRedis();
    const [here, there] = [await openObserved(redis.url), await openObserved(redis.url)];
    const fail = (): never => {
      throw new Error("a room's own fault");
    };
    there.onChange(fail);
    there.open("faulty", { received: fail, missed: fail });
    const listener = await listening(there, "sound");
    here.publish("faulty", Buffer.from("hello"));
    here.publish("sound", Buffer.from("hello"));
    await listener.until(({ texts }) => texts.length > 0);
    await redis.ask("CLIENT", "KILL", "TYPE", "pubsub");
    await isOver(there);
    const failures = there.lines.filter((line) => line.includes("relay_receiver_failed"));
    expect(failures).toHaveLength(5);
    expect([listener.gaps, there.counts.relayReconnected]).toEqual([2, 1]);
  });

  test("a process subscribes to its open rooms only", async () => {
    const redis = await openRedis();
    const relay = await openObserved(redis.url);
    const first = await listening(relay, "first");
    const second = await listening(relay, "second");
    first.channel.close();
    listen(relay, "third").channel.close();
    const channels = (): Promise<unknown> => redis.ask("PUBSUB", "CHANNELS");
    await eventually(async () => JSON.stringify(await channels()).length < 40);
    expect(await channels()).toEqual(["offplan:{second}"]);
    second.channel.close();
    await relay.close();
    await eventually(async () => (await readNumber(redis, "clients", "connected_clients:")) === 1);
  });
});
