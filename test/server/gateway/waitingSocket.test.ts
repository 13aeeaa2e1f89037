import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WaitingSocket } from "../../../server/gateway/waitingSocket.ts";

async function openPair() {
  const server = createServer({ allowHalfOpen: true });
  onTestFinished(() => void server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => void client.destroy());
  const [socket] = (await once(server, "connection")) as [Socket];
  onTestFinished(() => void socket.destroy());
  return { client, socket };
}

test("trap 27: a client that sends a byte and half-closes while it waits is disconnected at once", async () => {
  const { client, socket } = await openPair();
  const waiting = new WaitingSocket(socket, Buffer.alloc(0));
  client.end("a");
  await once(socket, "close");
  expect(waiting.take()).toBeUndefined();
});

test("frames that arrive while a client waits are kept in order", async () => {
  const { client, socket } = await openPair();
  const waiting = new WaitingSocket(socket, Buffer.from("a"));
  client.write("b");
  await once(socket, "data");
  expect(String(waiting.take())).toBe("ab");
});

test("more early frames than a regular client sends disconnect it", async () => {
  const { client, socket } = await openPair();
  const waiting = new WaitingSocket(socket, Buffer.alloc(0));
  client.on("error", () => undefined).write(Buffer.alloc(100_000));
  await once(socket, "close");
  expect(waiting.take()).toBeUndefined();
});
