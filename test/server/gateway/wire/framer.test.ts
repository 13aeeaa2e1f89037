import type { Socket } from "node:net";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { acceptUpgrade } from "../../../../server/gateway/wire/upgrade.ts";
import { encodeClose, encodeFrame, Framer } from "../../../../server/gateway/wire/framer.ts";
import { OPCODE } from "../../../../server/gateway/wire/opcodes.ts";
import { createServer as createHttpServer } from "node:http";

/** A stock client that is connected, and the server's end of its connection. */
async function connect(): Promise<{ readonly client: WebSocket; readonly server: Socket }> {
  const http = createHttpServer();
  onTestFinished(() => void http.close());
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const upgraded = new Promise<Socket>((resolve) => {
    http.on("upgrade", (request, socket) => {
      acceptUpgrade(request, socket, "offplan.v1");
      resolve(socket as Socket);
    });
  });
  const { port } = http.address() as { port: number };
  const client = new WebSocket(`ws://127.0.0.1:${port}`, ["offplan.v1", "token"]);
  onTestFinished(() => client.terminate());
  const [server] = await Promise.all([upgraded, once(client, "open")]);
  onTestFinished(() => void server.destroy());
  return { client, server };
}

describe("frames of the server", () => {
  test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])(
    "a stock client reads a message of %d bytes",
    async (size) => {
      const { client, server } = await connect();
      expect(client.protocol).toBe("offplan.v1");
      const sent = Buffer.alloc(size, 5);
      const received = once(client, "message") as Promise<[Buffer, boolean]>;
      server.write(encodeFrame(OPCODE.binary, sent));
      const [bytes, isBinary] = await received;
      expect([bytes.equals(sent), isBinary]).toEqual([true, true]);
    },
  );

  test("a stock client reads the code and the reason of a closing", async () => {
    const { client, server } = await connect();
    const closed = once(client, "close") as Promise<[number, Buffer]>;
    server.write(encodeClose(4410, "ended"));
    server.end();
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4410, "ended"]);
  });

  test("the same message is framed once, another one anew", () => {
    const framer = new Framer();
    const message = Uint8Array.of(1, 2);
    const frame = framer.frame(message);
    expect(framer.frame(message)).toBe(frame);
    expect([...framer.frame(Uint8Array.of(3))]).toEqual([0x82, 1, 3]);
    expect([...framer.frame(message)]).toEqual([0x82, 2, 1, 2]);
  });

  test("a stock client reads several messages of one write", async () => {
    const { client, server } = await connect();
    const framer = new Framer();
    const sent = [Buffer.alloc(3, 1), Buffer.alloc(300, 2), Buffer.alloc(0)];
    const received: Buffer[] = [];
    const all = new Promise<void>((resolve) => {
      client.on("message", (bytes: Buffer) => {
        if (received.push(bytes) === sent.length) resolve();
      });
    });
    const frames = framer.frames(sent);
    server.write(frames);
    await all;
    expect(received).toEqual(sent);
    expect(framer.frames([...sent])).toBe(frames);
    expect(framer.frames(sent.slice(1))).not.toBe(frames);
    expect(framer.frames(sent.toReversed())).not.toEqual(frames);
  });
});
