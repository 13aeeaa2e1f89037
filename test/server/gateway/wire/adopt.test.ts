import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { createAdopt } from "../../../../server/gateway/wire/adopt.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

/** An upgraded connection, both ends of it. */
async function openUpgraded(path?: string) {
  const server = createServer();
  server.listen(path === undefined ? { port: 0, host: "127.0.0.1" } : { path });
  await once(server, "listening");
  const client: Socket =
    path === undefined
      ? connect((server.address() as AddressInfo).port, "127.0.0.1")
      : connect({ path });
  client.write(REQUEST);
  const [, upgraded] = (await once(server, "upgrade")) as [IncomingMessage, Duplex, Buffer];
  onTestFinished(() => {
    client.destroy();
    upgraded.destroy();
    server.close();
  });
  return { server, client, upgraded };
}

/** Collects reads and wakes whoever waits for one. */
function openReads() {
  const reads: { readonly text: string; readonly memory: ArrayBufferLike }[] = [];
  let wake = (): void => undefined;
  return {
    reads,
    take: (_socket: Duplex, bytes: Buffer): void => {
      reads.push({ text: bytes.toString(), memory: bytes.buffer });
      wake();
    },
    next: (): Promise<void> => new Promise((resolve) => (wake = resolve)),
  };
}

test("a TCP connection is read into the memory that all share, and the HTTP server lets go of it", async () => {
  const { server, client, upgraded } = await openUpgraded();
  const { reads, take, next } = openReads();
  const socket = createAdopt(take)(upgraded);
  onTestFinished(() => void socket.destroy());
  expect(socket).not.toBe(upgraded);
  for (const text of ["one", "two"]) {
    const read = next();
    client.write(text);
    await read;
  }
  expect(reads.map(({ text }) => text)).toEqual(["one", "two"]);
  expect(reads[0]?.memory).toBe(reads[1]?.memory);
  socket.write("back");
  expect(String((await once(client, "data"))[0])).toBe("back");
  const { promise, resolve } = Promise.withResolvers<number>();
  server.getConnections((_error, count) => resolve(count));
  expect(await promise).toBe(0);
});

test("what came before is told as data, and what comes after it later", async () => {
  const { client, upgraded } = await openUpgraded();
  client.write("early");
  await once(upgraded, "readable");
  const { reads, take, next } = openReads();
  const socket = createAdopt(take)(upgraded);
  onTestFinished(() => void socket.destroy());
  expect(String((await once(socket, "data"))[0])).toBe("early");
  expect(reads).toEqual([]);
  const read = next();
  client.write("late");
  await read;
  expect(reads[0]?.text).toBe("late");
});

test("either side's end is told", async () => {
  const { client, upgraded } = await openUpgraded();
  const socket = createAdopt(() => undefined)(upgraded).resume();
  client.end();
  await once(socket, "end");
  socket.end();
  await once(socket, "close");
  expect(socket.destroyed).toBe(true);
});

test("a connection whose end has come already, and one that is not TCP, stay as they are", async () => {
  const adopt = createAdopt(() => undefined);
  const ended = await openUpgraded();
  ended.client.end();
  ended.upgraded.resume();
  await once(ended.upgraded, "end");
  expect(adopt(ended.upgraded)).toBe(ended.upgraded);
  const piped = await openUpgraded(join(tmpdir(), `${randomUUID()}.sock`));
  expect(adopt(piped.upgraded)).toBe(piped.upgraded);
  const data = once(piped.upgraded, "data");
  piped.client.write("told");
  expect(String((await data)[0])).toBe("told");
});
