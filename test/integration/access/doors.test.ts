import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

interface Closed {
  readonly code: number;
  readonly reason: string;
  readonly protocol: string;
}

/** Opens a raw socket. Resolves to the server's close code and reason. */
async function knock(
  server: TestServer,
  room: string,
  protocols: readonly string[],
  options: object = {},
): Promise<Closed> {
  const socket = new WebSocket(
    `${server.url.replace("http", "ws")}/sync/${room}`,
    [...protocols],
    options,
  );
  const [code, reason] = (await once(socket, "close")) as [number, Buffer];
  return { code, reason: String(reason), protocol: socket.protocol };
}

describe("opening a socket", () => {
  test("selects the subprotocol, and a refusal has a close code that says why", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { token } = await presentation.join();
    const outside = { code: 4401, reason: "token_invalid", protocol: "offplan.v1" };
    expect(await knock(server, presentation.room, ["offplan.v1", "nonsense"])).toEqual(outside);
    expect(await knock(server, presentation.room, ["offplan.v1"])).toEqual(outside);
    expect(await knock(server, "another-room", ["offplan.v1", token])).toMatchObject({
      code: 4403,
      reason: "forbidden",
    });
  });

  test("an agent's sign-in token opens no room, and a room token permits no agent call", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const closed = await knock(server, presentation.room, ["offplan.v1", presentation.agentToken]);
    expect(closed.code).toBe(4401);
    const { token } = await presentation.join();
    const call = await server.call("GET", "/api/presentations", undefined, token);
    expect(call.status).toBe(401);
  });

  test("trap 17: a page of another origin is refused; the server's own page and programs are admitted", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const { token } = await presentation.join();
    const from = (origin: string) =>
      knock(server, presentation.room, ["offplan.v1", token], { headers: { origin } });
    expect(await from("https://evil.example")).toMatchObject({ code: 4403, reason: "forbidden" });
    expect(await from("null")).toMatchObject({ code: 4403 });
    const own = new WebSocket(
      `${server.url.replace("http", "ws")}/sync/${presentation.room}`,
      ["offplan.v1", token],
      { headers: { origin: server.url } },
    );
    await once(own, "open");
    own.send(Uint8Array.of(0, 0, 1, 0));
    const [answer] = (await once(own, "message")) as [Buffer];
    expect([...answer.subarray(0, 2)]).toEqual([0, 1]);
    own.close();
  });

  test("trap 15: a frame over 64 KiB closes with 1009", async () => {
    const server = await openTestServer();
    const presentation = await server.present();
    const token = await presentation.roomToken("agent");
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync/${presentation.room}`, [
      "offplan.v1",
      token,
    ]);
    await once(socket, "open");
    socket.send(new Uint8Array(64 * 1024 + 1));
    const [code] = (await once(socket, "close")) as [number];
    expect(code).toBe(1009);
  });

  test("sockets above the limit of an address close with 1013", async () => {
    const server = await openTestServer({ CONNECTIONS_PER_ADDRESS: "2" });
    const presentation = await server.present();
    const { token, room } = await presentation.join();
    const clients = [1, 2].map(() => openStockClient(server.url, room, token));
    await Promise.all(clients.map((client) => client.synced()));
    expect(await knock(server, room, ["offplan.v1", token])).toMatchObject({
      code: 1013,
      reason: "overload",
    });
  });

  test("joining a full presentation is refused with 409", async () => {
    const server = await openTestServer();
    const presentation = await server.present({ maxViewers: 1 });
    const { token, room } = await presentation.join();
    await openStockClient(server.url, room, token).synced();
    const { id, secret } = presentation;
    const second = await server.call("POST", `/api/presentations/${id}/join`, { secret });
    expect([second.status, await second.json()]).toMatchObject([409, { code: "full" }]);
  });

  test("trap 58: joins that open no socket take no seats", async () => {
    const server = await openTestServer();
    const presentation = await server.present({ maxViewers: 2 });
    for (let join = 0; join < 10; join += 1) await presentation.join("Nobody");
    const { token, room } = await presentation.join("Omar");
    await openStockClient(server.url, room, token).synced();
    expect((await presentation.join("Layla")).room).toBe(room);
  });

  test("other paths are not upgraded", async () => {
    const server = await openTestServer();
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/elsewhere`);
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("404");
  });
});

test("a connection is logged in one line when it ends, a refused one when it is refused", async () => {
  const server = await openTestServer();
  const presentation = await server.present();
  const { token, room } = await presentation.join();
  const client = openStockClient(server.url, room, token);
  await client.synced();
  client.close();
  await knock(server, room, ["offplan.v1", "nonsense"]);
  const told = () =>
    server.logLines
      .map((line) => JSON.parse(line) as { readonly msg: string })
      .filter(({ msg }) => msg.startsWith("connection"))
      .toSorted((left, right) => left.msg.length - right.msg.length);
  await expect
    .poll(told)
    .toEqual([
      expect.objectContaining({ msg: "connection", room, role: "buyer", transport: "websocket" }),
      expect.objectContaining({ msg: "connection refused", reason: "token_invalid" }),
    ]);
});

test("no token, secret or PIN is in any log line or metric", async () => {
  const server = await openTestServer();
  const presentation = await server.present({ pin: "48163" });
  const path = `/api/presentations/${presentation.id}/join`;
  await server.call("POST", path, { secret: presentation.secret, pin: "00000" });
  const join = await server.call("POST", path, { secret: presentation.secret, pin: "48163" });
  const { token, room } = (await join.json()) as { token: string; room: string };
  await openStockClient(server.url, room, token).synced();
  await knock(server, room, ["offplan.v1", `${token}x`]);
  const metrics = await (await server.call("GET", "/metrics")).text();
  const written = [...server.logLines, metrics].join("\n");
  expect(server.logLines.length).toBeGreaterThan(3);
  for (const secret of [presentation.secret, "48163", token, presentation.agentToken]) {
    expect(written).not.toContain(secret);
  }
});
