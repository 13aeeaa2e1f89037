import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { startRedis, type RedisServer } from "../../support/services/redisServer.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";
import { eventually } from "./bench.ts";

const PASSWORD = "between-the-processes";

async function openRedis(): Promise<{ redis: RedisServer; url: string }> {
  const redis = await startRedis(["--requirepass", PASSWORD]);
  onTestFinished(() => redis.close());
  return { redis, url: `redis://:${PASSWORD}@127.0.0.1:${redis.port}` };
}

/** Sync step 1 of an empty document. */
const ASK_FOR_ALL = new Uint8Array([0, 0, 1, 0]);

const statusOf = async (server: TestServer, path: string): Promise<number> =>
  (await server.call("GET", path)).status;

const metricOf = async (server: TestServer, name: string): Promise<number> => {
  const text = await (await server.call("GET", "/metrics")).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
};

test("refused joins of one address are counted over all processes", async () => {
  const { url } = await openRedis();
  const environment = { REDIS_URL: url, JOIN_ATTEMPTS_PER_MINUTE: "4" };
  const [here, there] = [await openTestServer(environment), await openTestServer(environment)];
  const presentation = await there.present();
  await presentation.join();
  const guess = (server: TestServer) =>
    server.call("POST", "/api/presentations/nothing/join", { secret: "x".repeat(22) });
  for (const server of [here, there, here, there]) expect((await guess(server)).status).toBe(404);
  const { id, secret } = presentation;
  const joined = await there.call("POST", `/api/presentations/${id}/join`, { secret });
  expect([joined.status, await joined.json()]).toMatchObject([429, { code: "too_many_attempts" }]);
});

test("sockets of one address are counted per process", async () => {
  const { url } = await openRedis();
  const environment = { REDIS_URL: url, CONNECTIONS_PER_ADDRESS: "2" };
  const [here, there] = [await openTestServer(environment), await openTestServer(environment)];
  const knock = async (at: TestServer): Promise<number> => {
    const { token, room } = await (await at.present()).join();
    const address = `${at.url.replace("http", "ws")}/sync/${room}`;
    const socket = new WebSocket(address, ["offplan.v1", token]);
    socket.once("open", () => socket.send(ASK_FOR_ALL));
    const closed = once(socket, "close").then(([code]) => code as number);
    const entered = once(socket, "message").then(() => {
      socket.close();
      return 0;
    });
    return Promise.race([closed, entered]);
  };
  const { token, room } = await (await here.present()).join();
  const clients = [1, 2].map(() => openStockClient(here.url, room, token));
  await Promise.all(clients.map((client) => client.synced()));
  expect(await knock(here)).toBe(1013);
  expect(await knock(there)).toBe(0);
  clients[0]?.close();
  await eventually(async () => (await knock(here)) === 0);
});

test("readiness, metrics and the log report the relay's state without its password", async () => {
  const { redis, url } = await openRedis();
  const server = await openTestServer({ REDIS_URL: url });
  expect([await statusOf(server, "/readyz"), await metricOf(server, "offplan_relay_up")]).toEqual([
    200, 1,
  ]);
  await redis.kill();
  await eventually(async () => (await metricOf(server, "offplan_relay_up")) === 0);
  expect([await statusOf(server, "/readyz"), await statusOf(server, "/healthz")]).toEqual([
    503, 200,
  ]);
  await (await server.present()).join();
  await redis.start();
  await eventually(async () => (await statusOf(server, "/readyz")) === 200);
  expect(await metricOf(server, "offplan_relay_reconnects_total")).toBe(1);
  const lines = server.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const codes = lines.map(({ code }) => code);
  expect(codes).toContain("redis_without_database");
  expect(codes).toContain("relay_away");
  expect(server.logLines.join()).not.toContain(PASSWORD);
});

test("a single server reports its relay as up", async () => {
  const server = await openTestServer();
  expect(await metricOf(server, "offplan_relay_up")).toBe(1);
  expect(await statusOf(server, "/readyz")).toBe(200);
});
