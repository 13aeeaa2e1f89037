import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readDatabaseFile } from "../../support/server/disk/databaseFile.ts";
import { numberIn, openBusyAgent } from "../../support/server/busyAgent.ts";
import { openTestRooms, writeNumber } from "../../support/room/roomsHarness.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { promised } from "../../support/clock/promised.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";

const PROJECTS_DIR = join(import.meta.dirname, "..", "..", "server", "config");
const WITHIN_MS = promised(10_000);

/** A server with a writing agent and a following buyer. */
async function openTraffic() {
  const dataDir = await makeDataDir();
  const server = startServerProcess({ DATA_DIR: dataDir, PROJECTS_DIR });
  const url = await server.listening;
  const presentation = await openServerCalls(url).present({ project: "tiny" });
  const { room } = presentation;
  const agent = openStockClient(url, room, await presentation.roomToken("agent"));
  const buyer = openStockClient(url, room, (await presentation.join()).token);
  await Promise.all([agent.synced(), buyer.synced()]);
  const busyAgent = openBusyAgent(agent);
  const followed = () => buyer.until(() => numberIn(buyer.state()) > 10);
  return { dataDir, server, url, presentation, agent, buyer, busyAgent, followed };
}

type Traffic = Awaited<ReturnType<typeof openTraffic>>;

/** Resolves to the exit code and the duration. */
async function stop({ server }: Traffic) {
  const fromMs = performance.now();
  server.kill("SIGTERM");
  const code = await server.exited;
  return { code, tookMs: performance.now() - fromMs };
}

const keptNumber = async ({ dataDir, presentation }: Traffic): Promise<number> =>
  numberIn((await readDatabaseFile(dataDir)).document(presentation.room).state);

/** A raw connection that sends an incomplete request and then nothing. */
async function openStalled(url: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

describe("SIGTERM", () => {
  test("during writes closes sockets with 1012, and all that any client saw is stored", async () => {
    const traffic = await openTraffic();
    const { agent, buyer, busyAgent, followed } = traffic;
    await followed();
    const closed = agent.until(() => agent.closes.length > 0).then(() => busyAgent.stop());
    const { code, tookMs } = await stop(traffic);
    await closed;
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(WITHIN_MS);
    expect([agent.closes[0]?.code, buyer.closes[0]?.code]).toEqual([1012, 1012]);
    const seen = numberIn(buyer.state());
    expect(seen).toBeGreaterThan(10);
    expect(await keptNumber(traffic)).toBeGreaterThanOrEqual(seen);
  });

  test("a second and a third signal change nothing", async () => {
    const traffic = await openTraffic();
    const { buyer, server } = traffic;
    await traffic.followed();
    await openStalled(traffic.url, "GET /healthz HTTP/1.1\r\nHost: x\r\n");
    server.kill("SIGTERM");
    await server.line("closing");
    server.kill("SIGTERM");
    server.kill("SIGINT");
    expect(await server.exited).toBe(0);
    expect(await keptNumber(traffic)).toBeGreaterThanOrEqual(numberIn(buyer.state()));
  });

  test("is delayed neither by a viewer that stopped reading nor by stalled HTTP", async () => {
    const traffic = await openTraffic();
    const { url, presentation } = traffic;
    const { token, room } = await presentation.join("Asleep");
    const asleep = await openStalled(
      url,
      `GET /sync/${room} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
        `Sec-WebSocket-Protocol: offplan.v1, ${token}\r\n\r\n`,
    );
    await once(asleep, "readable");
    await openStalled(url, "GET /healthz HTTP/1.1\r\nHost: x\r\n");
    await openStalled(url, "");
    const body = request(`${url}/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": "100" },
    });
    body.on("error", () => undefined);
    body.write("{");
    await once(body, "socket");
    await traffic.followed();
    const { code, tookMs } = await stop(traffic);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(WITHIN_MS);
    expect(await keptNumber(traffic)).toBeGreaterThanOrEqual(numberIn(traffic.buyer.state()));
  });
});

test("closing writes what has just arrived without waiting for its batch, and admits nobody", async () => {
  const { rooms, storage, clock, create, enter } = await openTestRooms({ awayMs: 60_000 });
  await create("p", 60_000);
  const agent = await enter("p", "agent");
  agent.receive(writeNumber(7));
  await Promise.all([rooms.close(), rooms.close()]);
  expect(await storage.documents.load("room-p")).toHaveLength(2);
  expect([agent.connection.closed, clock.waiting]).toEqual(["restart", 0]);
  expect((await enter("p", "agent")).refused).toBe("overload");
});
