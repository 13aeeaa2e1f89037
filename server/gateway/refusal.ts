import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "../time/clock.ts";

/** A refused connection is destroyed after this, whatever its peer does. */
const LINGER_MS = 500;

export type RefusalStatus = 400 | 404 | 426 | 503;

const ignore = (): void => undefined;

/**
 * Answers an upgrade request in HTTP and frees the connection: when the peer closes too, at the latest after
 * `LINGER_MS`. Further bytes are read and dropped, since unread bytes would turn the answer into a reset.
 */
export function refuseUpgrade(duplex: Duplex, status: RefusalStatus, clock: Clock): void {
  const version = status === 426 ? "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" : "";
  const cancel = clock.after(LINGER_MS, () => duplex.destroy());
  duplex.on("error", ignore).on("close", cancel);
  duplex.resume();
  duplex.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${version}\r\n`,
  );
}
