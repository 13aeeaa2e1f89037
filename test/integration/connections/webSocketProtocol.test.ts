import { once } from "node:events";
import { mkdtemp, readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clientFrame } from "../../support/server/wires/clientFrame.ts";
import { OPCODE } from "../../support/server/wires/opcodes.ts";
import { makeDataDir, startServerProcess } from "../../support/server/process/serverProcess.ts";
import { AGENT_KEY, openServerCalls } from "../../support/server/serverCalls.ts";
import { launchServer, type ServerProcess } from "../../support/server/process/serverLaunch.ts";
import { openStockClient } from "../../support/server/wires/stockClient.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openTestServer } from "../../support/server/testServer.ts";
import { inLong } from "../../support/size.ts";

/** An unmasked frame from the server. */
interface Received {
  readonly opcode: number;
  readonly payload: Buffer;
}

function readFrames(bytes: Buffer): readonly Received[] {
  const frames: Received[] = [];
  let at = 0;
  while (at + 2 <= bytes.byteLength) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : 0;
    const payload = bytes.subarray(at + head, at + head + length);
    frames.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload });
    at += head + length;
  }
  return frames;
}

const KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
const VERSION = "Sec-WebSocket-Version: 13";
const request = (target: string, lines: readonly string[], method = "GET"): string =>
  [`${method} ${target} HTTP/1.1`, "Host: 127.0.0.1", ...lines, "", ""].join("\r\n");
const UPGRADE = ["Connection: Upgrade", "Upgrade: websocket"];
const handshake = (room: string, token: string): string =>
  request(`/sync/${room}`, [
    ...UPGRADE,
    VERSION,
    KEY,
    `Sec-WebSocket-Protocol: offplan.v1, ${token}`,
  ]);

let server: { readonly url: string; readonly room: string; token(): Promise<string> };
let child: ServerProcess;

beforeAll(async () => {
  child = launchServer({
    DATA_DIR: await mkdtemp(join(tmpdir(), "offplan-ws-")),
    CONNECTIONS_PER_ADDRESS: "10000",
  });
  const url = await child.listening;
  const presentation = await openServerCalls(url).present();
  const { token } = await presentation.join("Bob");
  server = { url, room: presentation.room, token: async () => token };
  return async () => {
    child.kill("SIGKILL");
    await child.exited;
  };
});

/** A raw connection that records all received bytes. */
async function dial(url = server.url) {
  const socket = connect({
    port: Number(new URL(url).port),
    host: "127.0.0.1",
    allowHalfOpen: true,
  });
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  let bytes = Buffer.alloc(0);
  socket.on("data", (data: Buffer) => {
    bytes = Buffer.concat([bytes, data]);
  });
  await once(socket, "connect");
  const until = async (isSo: (all: Buffer) => boolean): Promise<Buffer> => {
    while (!isSo(bytes)) {
      if (socket.readableEnded || socket.destroyed) throw new Error(`ended: ${String(bytes)}`);
      await Promise.race([once(socket, "data"), once(socket, "end"), once(socket, "close")]);
    }
    return bytes;
  };
  const ended = async (): Promise<Buffer> => {
    if (!socket.readableEnded && !socket.destroyed) {
      await Promise.race([once(socket, "end"), once(socket, "close")]);
    }
    return bytes;
  };
  return { socket, until, ended };
}

const headEnd = (all: Buffer): number => all.indexOf("\r\n\r\n");

/** An upgraded connection. */
async function open() {
  const dialled = await dial();
  dialled.socket.write(handshake(server.room, await server.token()));
  await dialled.until((all) => headEnd(all) > 0);
  const frames = (all: Buffer) => readFrames(all.subarray(headEnd(all) + 4));
  return {
    socket: dialled.socket,
    pong: async () =>
      frames(
        await dialled.until((all) => frames(all).some(({ opcode }) => opcode === OPCODE.pong)),
      ).find(({ opcode }) => opcode === OPCODE.pong)?.payload,
    /** Close code and reason sent by the server. */
    closed: async () => {
      const close = frames(await dialled.ended()).find(({ opcode }) => opcode === OPCODE.close);
      dialled.socket.end();
      if (close === undefined) return undefined;
      const { payload } = close;
      return payload.byteLength < 2
        ? [1005, ""]
        : [payload.readUInt16BE(0), payload.toString("utf8", 2)];
    },
  };
}

const NOTHING = new Uint8Array();
const MASK = Uint8Array.of(1, 2, 3, 4);
const frame = (opcode: number, payload: Uint8Array = NOTHING, isFinal = true): Buffer =>
  clientFrame({ opcode, payload, isFinal, mask: MASK });
const closeFrame = (code: number, reason: Uint8Array = NOTHING): Buffer =>
  frame(OPCODE.close, Buffer.concat([Buffer.of(code >> 8, code & 0xff), reason]));
const bytes64 = (length: number): Buffer => {
  const head = Buffer.alloc(14);
  head[0] = 0x82;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
};
const STEP1 = Uint8Array.of(0, 0, 1, 0);

describe("a WebSocket (RFC 6455)", () => {
  test.each<readonly [string, number, readonly Buffer[]]>([
    ["an unmasked frame", 1002, [Buffer.of(0x82, 0)]],
    ["the first reserved bit", 1002, [Buffer.of(0xc2, 0x80, 0, 0, 0, 0)]],
    ["the second reserved bit", 1002, [Buffer.of(0xa2, 0x80, 0, 0, 0, 0)]],
    ["the third reserved bit", 1002, [Buffer.of(0x92, 0x80, 0, 0, 0, 0)]],
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
      (opcode) => [`reserved opcode ${opcode}`, 1002, [frame(opcode)]] as const,
    ),
    ["a continuation of nothing", 1002, [frame(OPCODE.continuation)]],
    [
      "a message inside a message",
      1002,
      [frame(OPCODE.binary, STEP1, false), frame(OPCODE.binary, STEP1)],
    ],
    ["a ping in pieces", 1002, [frame(OPCODE.ping, NOTHING, false)]],
    ["a ping of 126 bytes", 1002, [frame(OPCODE.ping, new Uint8Array(126))]],
    ["a closing of 126 bytes", 1002, [frame(OPCODE.close, new Uint8Array(126))]],
    ["a closing of one byte", 1002, [frame(OPCODE.close, Uint8Array.of(3))]],
    ["a reason that is no UTF-8", 1007, [closeFrame(1000, Uint8Array.of(0xce, 0xba, 0xe1, 0xbd))]],
    ["a surrogate in a reason", 1007, [closeFrame(1000, Uint8Array.of(0xed, 0xa0, 0x80))]],
    ["a text", 1003, [frame(OPCODE.text, Buffer.from("hello"))]],
    ["an empty text", 1003, [frame(OPCODE.text)]],
    ["a text that is no UTF-8", 1007, [frame(OPCODE.text, Uint8Array.of(0xff))]],
    ["a frame of 2^40 bytes", 1009, [bytes64(2 ** 40)]],
    ["a frame one byte over the limit", 1009, [bytes64(64 * 1024 + 1)]],
    [
      "65 pieces",
      1008,
      [
        frame(OPCODE.binary, Uint8Array.of(0), false),
        ...Array.from({ length: 64 }, () => frame(OPCODE.continuation, Uint8Array.of(0), false)),
      ],
    ],
  ])("is closed after %s with %d, in one read or in many", async (_name, code, frames) => {
    const whole = await open();
    whole.socket.write(Buffer.concat(frames));
    expect((await whole.closed())?.[0]).toBe(code);
    const pieces = await open();
    pieces.socket.setNoDelay(true);
    for (const byte of Buffer.concat(frames)) pieces.socket.write(Buffer.of(byte));
    expect((await pieces.closed())?.[0]).toBe(code);
  });

  test.each([0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])(
    "that is closed with the invalid code %d is closed with 1002",
    async (code) => {
      const { socket, closed } = await open();
      socket.write(closeFrame(code));
      expect((await closed())?.[0]).toBe(1002);
    },
  );

  test.each([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999])(
    "that is closed with %d is closed with the same",
    async (code) => {
      const { socket, closed } = await open();
      socket.write(closeFrame(code, Buffer.from("κόσμε")));
      expect((await closed())?.[0]).toBe(code);
    },
  );

  test("that is closed without a code is closed without one", async () => {
    const { socket, closed } = await open();
    socket.write(frame(OPCODE.close));
    expect(await closed()).toEqual([1005, ""]);
  });

  test.each([0, 1, 125])("answers a ping of %d bytes with them", async (length) => {
    const { socket, pong } = await open();
    socket.write(frame(OPCODE.ping, new Uint8Array(length).fill(7)));
    expect(await pong()).toEqual(Buffer.alloc(length, 7));
  });

  test("answers a ping between the fragments of a message, and accepts the message", async () => {
    const { socket, pong, closed } = await open();
    socket.write(frame(OPCODE.binary, STEP1.subarray(0, 2), false));
    socket.write(frame(OPCODE.ping, Uint8Array.of(9)));
    expect(await pong()).toEqual(Buffer.of(9));
    socket.write(frame(OPCODE.continuation, STEP1.subarray(2)));
    socket.write(closeFrame(1000));
    expect(await closed()).toEqual([1000, ""]);
  });

  test("accepts a length encoded longer than necessary, unsolicited pongs, and single bytes", async () => {
    const { socket, closed } = await open();
    const long = bytes64(STEP1.byteLength);
    socket.write(Buffer.concat([long, STEP1]));
    socket.write(frame(OPCODE.pong, Uint8Array.of(1)));
    for (const byte of closeFrame(1000)) socket.write(Buffer.of(byte));
    expect(await closed()).toEqual([1000, ""]);
  });
});

describe("a handshake", () => {
  const status = (answer: Buffer): string => answer.toString("latin1", 9, 12);
  const ask = async (text: string) => {
    const { socket, ended } = await dial();
    socket.write(text);
    return await ended();
  };

  test("is accepted byte by byte, with an absolute address, and with frames directly after it", async () => {
    const token = await server.token();
    const drops = await dial();
    for (const byte of Buffer.from(handshake(server.room, token))) {
      drops.socket.write(Buffer.of(byte));
    }
    expect(status(await drops.until((all) => headEnd(all) > 0))).toBe("101");
    const absolute = await dial();
    absolute.socket.write(handshake(server.room, token).replace("/sync", `http://127.0.0.1/sync`));
    expect(status(await absolute.until((all) => headEnd(all) > 0))).toBe("101");
    const early = await dial();
    early.socket.write(
      Buffer.concat([Buffer.from(handshake(server.room, token)), closeFrame(1000)]),
    );
    const [answer] = readFrames((await early.ended()).subarray(0)).slice(-1);
    expect(answer).toBeDefined();
    expect(String(await early.ended()).includes("101 Switching")).toBe(true);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ["no key", "400", [...UPGRADE, VERSION]],
    ["a bad key", "400", [...UPGRADE, VERSION, "Sec-WebSocket-Key: short"]],
    ["no version", "426", [...UPGRADE, KEY]],
    ["version 8", "426", [...UPGRADE, KEY, "Sec-WebSocket-Version: 8"]],
    ["version 99", "426", [...UPGRADE, KEY, "Sec-WebSocket-Version: 99"]],
  ])("with %s is refused with %s", async (_name, code, lines) => {
    const answer = await ask(request(`/sync/${server.room}`, lines));
    expect(status(answer)).toBe(code);
    expect(answer.includes("Sec-WebSocket-Version: 13")).toBe(code === "426");
  });

  test.each(["h2c", "TLS/1.0", "h2c, websocket", "websocket/13"])(
    "trap 26: that offers %s is answered without an upgrade",
    async (protocol) => {
      const lines = ["Connection: Upgrade, close", `Upgrade: ${protocol}`];
      expect(status(await ask(request("/healthz", lines)))).toBe("200");
    },
  );
});

/** Open file descriptors of the server's process. */
const descriptors = async (): Promise<number> => (await readdir(`/proc/${child.pid}/fd`)).length;

const finish = (socket: Socket) => socket.end();
const leaveOpen = () => undefined;

describe("trap 26: refused upgrades", () => {
  test.each<readonly [string, readonly (readonly [string, (socket: Socket) => void])[]]>([
    [
      "of every kind",
      [
        [request("/x", UPGRADE), finish],
        [`${request("/x", UPGRADE)}a`, finish],
        [`${request("/x", UPGRADE)}a`, leaveOpen],
        [request("/x", [...UPGRADE, VERSION, KEY]), leaveOpen],
        [request("/sync/x", [...UPGRADE, VERSION]), leaveOpen],
        [`${request("/sync/x", [...UPGRADE, VERSION])}${"b".repeat(200_000)}`, finish],
        [request("/sync/x", [...UPGRADE, KEY, "Sec-WebSocket-Version: 7"]), finish],
        [request("/sync/x", [...UPGRADE, VERSION, KEY, "Sec-WebSocket-Protocol: ,,"]), leaveOpen],
        [`${request("/sync/x", [...UPGRADE, "Content-Length: 5"])}ab`, finish],
      ],
    ],
  ])(
    "%s leave no descriptor open",
    async (_name, kinds) => {
      const before = await descriptors();
      const rounds = Number(process.env["SOAK_UPGRADES"] ?? inLong(5000, 500)) / kinds.length;
      for (let round = 0; round < rounds; round += 10) {
        await Promise.all(
          Array.from({ length: 10 }, () => kinds)
            .flat()
            .map(async ([text, then]) => {
              const socket = connect({
                port: Number(new URL(server.url).port),
                host: "127.0.0.1",
                allowHalfOpen: true,
              });
              socket.on("error", () => undefined).resume();
              socket.write(text);
              then(socket);
              await Promise.race([once(socket, "end"), once(socket, "close")]);
              if (then === finish) socket.destroy();
              else onTestFinished(() => void socket.destroy());
            }),
        );
      }
      await expect.poll(descriptors).toBeLessThanOrEqual(before);
      expect(child.lines.some(({ msg }) => msg === "upgrade refused")).toBe(true);
    },
    60_000,
  );

  test("count towards the limit of their address", async () => {
    const limited = await openTestServer({ CONNECTIONS_PER_ADDRESS: "2" });
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { socket, until } = await dial(limited.url);
        socket.write(request("/x", UPGRADE));
        return (await until((all) => headEnd(all) > 0)).toString("latin1", 9, 12);
      }),
    );
    expect(answers.toSorted()).toEqual(["404", "404", "503", "503", "503"]);
  });
});

test("trap 27: a client that half-closes with its handshake leaves at once and keeps no seat", async () => {
  // The clock is stopped, so no heartbeat or deadline interferes.
  const server = await openTestServer({}, new FakeClock(Date.now()));
  const presentation = await server.present({ maxViewers: 1 });
  const { token } = await presentation.join("Ghost");
  for (let turn = 0; turn < 20; turn += 1) {
    const { socket, ended } = await dial(server.url);
    socket.end(handshake(presentation.room, token));
    await ended();
  }
  const metrics = await (await server.call("GET", "/metrics")).text();
  expect(metrics).not.toMatch(/^offplan_participants\{role="buyer"\} [1-9]/m);
  const invited = await presentation.join("Omar");
  await openStockClient(server.url, presentation.room, invited.token).synced();
});

test("trap 36: an idle connection is kept longer than a load balancer keeps it, and drained at shutdown", async () => {
  const process = startServerProcess({ DATA_DIR: await makeDataDir(), AGENT_KEY });
  const { socket, until, ended } = await dial(await process.listening);
  socket.write(request("/healthz", []));
  const answer = await until((all) => all.includes("\r\n\r\n"));
  expect(/Keep-Alive: timeout=(\d+)/i.exec(String(answer))?.[1]).toBe("75");
  process.kill("SIGTERM");
  await ended();
  expect(await process.exited).toBe(0);
});
