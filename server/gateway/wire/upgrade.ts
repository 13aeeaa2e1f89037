import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** RFC 6455, section 1.3. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const KEY = /^[+/0-9A-Za-z]{22}==$/;

/** Whether the request is a WebSocket handshake as RFC 6455, section 4.2.1 wants it. */
export function isWebSocketHandshake(request: IncomingMessage): boolean {
  const { upgrade, "sec-websocket-key": key, "sec-websocket-version": version } = request.headers;
  return (
    request.method === "GET" &&
    upgrade?.toLowerCase() === "websocket" &&
    key !== undefined &&
    KEY.test(key) &&
    version === "13"
  );
}

/** Refuses in HTTP what cannot be answered by a WebSocket close. */
export function refuseUpgrade(duplex: Duplex, status: "400 Bad Request" | "404 Not Found"): void {
  const version = status.startsWith("400") ? "Sec-WebSocket-Version: 13\r\n" : "";
  duplex.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${version}\r\n`);
}

/** Answers the handshake; from here on the stream carries frames. */
export function acceptUpgrade(
  request: IncomingMessage,
  duplex: Duplex,
  subprotocol: string | undefined,
): void {
  const key = request.headers["sec-websocket-key"] ?? "";
  const accept = createHash("sha1")
    .update(key + GUID)
    .digest("base64");
  const chosen = subprotocol === undefined ? "" : `Sec-WebSocket-Protocol: ${subprotocol}\r\n`;
  duplex.write(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      `Sec-WebSocket-Accept: ${accept}\r\n${chosen}\r\n`,
  );
}
