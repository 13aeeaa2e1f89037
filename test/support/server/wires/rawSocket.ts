import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { clientFrame } from "./clientFrame.ts";

/** A hand-made WebSocket over TCP, for behaviour that no regular client shows. */
export interface RawSocket {
  readonly socket: Socket;
  /** Sends one masked frame. */
  send(opcode: number, payload: Uint8Array, final?: boolean): void;
  /** Resolves to all received bytes once the server has closed the connection. */
  closed(): Promise<Buffer>;
}

/** Pings are not answered automatically, and data is read only while the socket flows. */
export async function openRawSocket(url: string, room: string, token: string): Promise<RawSocket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const received: Buffer[] = [];
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(
    [
      `GET /sync/${room} HTTP/1.1`,
      "Host: 127.0.0.1",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${createHash("md5").update(randomBytes(16)).digest("base64")}`,
      `Sec-WebSocket-Protocol: offplan.v1, ${token}`,
      "",
      "",
    ].join("\r\n"),
  );
  socket.on("data", (data: Buffer) => received.push(data));
  await once(socket, "data");
  return {
    socket,
    send: (opcode, payload, final = true) =>
      socket.write(clientFrame({ opcode, isFinal: final, payload })),
    closed: async () => {
      if (!socket.closed) await once(socket, "close");
      return Buffer.concat(received);
    },
  };
}
