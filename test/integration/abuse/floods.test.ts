import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { OPCODE } from "../../support/server/wires/opcodes.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openRawSocket } from "../../support/server/wires/rawSocket.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { openTestServer } from "../../support/server/testServer.ts";

const NOTHING = new Uint8Array();

describe("a flood from one buyer", () => {
  test.each([
    ["frames of the protocol", OPCODE.binary, Uint8Array.of(0, 0, 1, 0)],
    ["refused writes", OPCODE.binary, Uint8Array.of(0, 2, 1, 0)],
    ["frames of the largest size", OPCODE.binary, new Uint8Array(65_000).fill(1)],
    ["nonsense", OPCODE.binary, Uint8Array.of(9, 9)],
    ["empty frames", OPCODE.binary, NOTHING],
    ["pings", OPCODE.ping, NOTHING],
    ["pongs", OPCODE.pong, NOTHING],
  ])("of %s is closed with 4429; others stay connected", async (_name, opcode, payload) => {
    const server = await openTestServer({}, new FakeClock(Date.now()));
    const presentation = await server.present();
    const [agent, buyer] = [
      await openAgent(server, presentation),
      await openBuyer(server, presentation),
    ];
    const { token, room } = await presentation.join("Mallory");
    const hostile = await openRawSocket(server.url, room, token);
    const closeCode = readCloseCode(hostile.socket);
    for (let sent = 0; sent < 120; sent += 1) hostile.send(opcode, payload);
    agent.writer.write({ view: unitView("b-1204") });
    await sees(buyer, unitView("b-1204"));
    expect(await closeCode).toBe(4429);
    expect([...agent.closes, ...buyer.closes]).toEqual([]);
  });

  test("of fragments that never complete a message is cut off", async () => {
    const server = await openTestServer({}, new FakeClock(Date.now()));
    const presentation = await server.present();
    const { token, room } = await presentation.join("Mallory");
    const hostile = await openRawSocket(server.url, room, token);
    hostile.send(OPCODE.binary, Uint8Array.of(0), false);
    for (let sent = 0; sent < 70; sent += 1) {
      hostile.send(OPCODE.continuation, Uint8Array.of(0), false);
    }
    expect((await hostile.closed()).includes("101 Switching")).toBe(true);
  });
});

test("an agent that writes faster than allowed is closed with 4429", async () => {
  const server = await openTestServer({ AGENT_UPDATES_PER_SECOND: "5" }, new FakeClock(Date.now()));
  const agent = await openAgent(server, await server.present());
  for (let sent = 0; sent < 12; sent += 1) {
    agent.writer.write({ view: unitView(sent % 2 === 0 ? "b-1204" : "b-1203") });
  }
  await agent.until(() => agent.closes.length > 0);
  expect(agent.closes[0]).toEqual({ code: 4429, reason: "too_many_messages" });
});

test("one person's ninth socket closes the first, which is most likely dead", async () => {
  const server = await openTestServer({}, new FakeClock(Date.now()));
  const presentation = await server.present({ maxViewers: 1 });
  const { token, room } = await presentation.join();
  const sockets = [];
  for (let opened = 0; opened < 9; opened += 1) {
    const client = openStockClient(server.url, room, token);
    await client.synced();
    client.provider.shouldConnect = false;
    sockets.push(client);
  }
  const [first, ...others] = sockets;
  await first?.until(() => first.closes.length > 0);
  expect(first?.closes[0]).toEqual({ code: 1013, reason: "overload" });
  expect(others.flatMap(({ closes }) => closes)).toEqual([]);
});

test("of concurrent wrong attempts 10 secrets and 5 PINs get 401, and any later one 429, the right PIN included", async () => {
  const server = await openTestServer(
    { JOIN_ATTEMPTS_PER_MINUTE: "10" },
    new FakeClock(Date.now()),
  );
  const { id, secret } = await server.present({ pin: "48163" });
  const path = `/api/presentations/${id}/join`;
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, place) =>
      server.call(
        "POST",
        path,
        place % 2 === 0 ? { secret: "wrong" } : { secret, pin: String(10_000 + place) },
      ),
    ),
  );
  const answered = (status: number, ofSecrets: boolean) =>
    answers.filter((answer, place) => answer.status === status && (place % 2 === 0) === ofSecrets);
  expect(answered(401, true)).toHaveLength(10);
  expect(answered(429, true)).toHaveLength(20);
  expect(answered(401, false)).toHaveLength(5);
  expect(answered(429, false)).toHaveLength(25);
  expect((await server.call("POST", path, { secret, pin: "48163" })).status).toBe(429);
});

/** Reads the code of the close frame that the server sends. */
function readCloseCode(socket: Socket): Promise<number | undefined> {
  let bytes = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.on("data", (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      const at = bytes.lastIndexOf("too_many_messages");
      if (at >= 2) resolve(bytes.readUInt16BE(at - 2));
    });
    socket.on("close", () => resolve(undefined));
  });
}
