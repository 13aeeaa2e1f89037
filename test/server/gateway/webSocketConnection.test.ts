import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import { Corks } from "../../../server/gateway/corks.ts";
import { SharedFrames } from "../../../server/gateway/sharedFrames.ts";
import { RoomSocket, WebSocketConnection } from "../../../server/gateway/webSocketConnection.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

/** More bytes than the kernel's buffers hold. */
const MORE_THAN_FITS = 64 * 1024 * 1024;

/** A connection with a seat, and its peer, which does not read. */
async function openConnection() {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const peer = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
  peer.on("error", () => undefined);
  onTestFinished(() => void peer.destroy());
  peer.write(
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  const upgrades = new WebSocketServer({ noServer: true, WebSocket: RoomSocket });
  const [request, duplex, head] = (await once(server, "upgrade")) as [
    IncomingMessage,
    Socket,
    Buffer,
  ];
  const socket = await new Promise<RoomSocket>((resolve) =>
    upgrades.handleUpgrade(request, duplex, head, resolve),
  );
  const events: string[] = [];
  const connection = new WebSocketConnection(socket, duplex, {
    clock: new FakeClock(),
    frames: new SharedFrames(),
    corks: new Corks(),
    closed: (reason) => events.push(reason),
    gone: () => events.push("gone"),
  });
  connection.sit({ receive: () => undefined, leave: () => events.push("left") });
  return { connection, duplex, peer, events };
}

test("a half-closed peer that does not read its backlog is cut off by the next sweep", async () => {
  const { connection, duplex, peer, events } = await openConnection();
  connection.send(new Uint8Array(MORE_THAN_FITS));
  connection.cutIfHalfClosed();
  expect([events, duplex.destroyed]).toEqual([[], false]);
  peer.end();
  await once(duplex, "end");
  expect(duplex.destroyed).toBe(false);
  connection.cutIfHalfClosed();
  expect(events).toEqual(["left"]);
  await once(duplex, "close");
  expect(events).toEqual(["left", "left", "gone"]);
});

test("a half-closed peer without a backlog is gone at once", async () => {
  const { duplex, peer, events } = await openConnection();
  peer.end();
  await once(duplex, "close");
  expect(events).toEqual(["left", "gone"]);
});
