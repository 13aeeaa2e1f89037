import { OPCODE } from "../../../support/server/wires/opcodes.ts";
import { openLeanSocket, type LeanSocket, type Traffic } from "./leanSocket.ts";
import { maskedFrame, readServerFrames } from "./webSocketFrames.ts";

export interface WebSocketOptions {
  readonly port: number;
  readonly path: string;
  readonly protocols: readonly string[];
  readonly traffic: Traffic;
  readonly lost: (why: string) => void;
}

/** Called with each message. Its bytes belong to the shared read buffer and are valid only during the call. */
export type TakeMessage = (bytes: Buffer, from: number, to: number) => void;

const HEAD_END = "\r\n\r\n";

function upgradeRequest({ port, path, protocols }: WebSocketOptions): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(", ")}`] : []),
  ];
  return lines.join("\r\n") + HEAD_END;
}

/** Opens a minimal WebSocket: answers pings and passes on messages. Resolves once upgraded. */
export async function openWebSocket(
  options: WebSocketOptions,
  take: TakeMessage,
): Promise<LeanSocket> {
  const upgraded = Promise.withResolvers<void>();
  upgraded.promise.catch(() => undefined);
  const lost = (why: string): void => {
    upgraded.reject(new Error(`${options.path}: ${why}`));
    options.lost(why);
  };
  const socket = await openLeanSocket(options.port, options.traffic, lost);
  const takeFrame = (opcode: number, bytes: Buffer, from: number, to: number): void => {
    if (opcode === OPCODE.binary || opcode === OPCODE.text) {
      take(bytes, from, to);
    } else if (opcode === OPCODE.ping) {
      socket.write(maskedFrame(OPCODE.pong, bytes.subarray(from, to)));
    } else if (opcode === OPCODE.close) {
      socket.close();
      lost(`closed with ${bytes.readUInt16BE(from)} ${bytes.toString("utf8", from + 2, to)}`);
    }
  };
  const frames = (bytes: Buffer, start: number, end: number) =>
    readServerFrames(bytes, start, end, takeFrame);

  socket.consume = (bytes, start, end) => {
    const headEnd = bytes.indexOf(HEAD_END, start);
    if (headEnd < 0) return start;
    const status = bytes.toString("latin1", start, start + 12);
    socket.consume = frames;
    if (status === "HTTP/1.1 101") upgraded.resolve();
    else upgraded.reject(new Error(`${options.path}: ${status}`));
    return frames(bytes, headEnd + HEAD_END.length, end);
  };
  socket.write(upgradeRequest(options));
  await upgraded.promise;
  return socket;
}
