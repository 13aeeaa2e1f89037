import type { IncomingMessage } from "node:http";
import { SUBPROTOCOL } from "../../schema/protocol/protocol.ts";

/** The unverified content of an upgrade request. */
export interface Handshake {
  readonly room: string;
  /** The second offered subprotocol; empty when there is none. */
  readonly token: string;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

const PATH = /^\/sync\/([^/?#]{1,128})$/;

const KEY = /^[+/0-9A-Za-z]{22}==$/;

/**
 * Whether the request is one for a WebSocket. One that offers another protocol, or several, is answered as if it had
 * offered none (RFC 9110, section 7.8).
 */
export const asksForWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === "GET" && headers.upgrade?.trim().toLowerCase() === "websocket";

/** The status for a request that is not a handshake of RFC 6455, section 4.2.1; `undefined` when it is one. */
export function handshakeFault(request: IncomingMessage): 400 | 426 | undefined {
  const { "sec-websocket-key": key = "", "sec-websocket-version": version } = request.headers;
  if (!asksForWebSocket(request) || request.httpVersion !== "1.1" || !KEY.test(key)) return 400;
  return version === "13" ? undefined : 426;
}

/** A request target may be an absolute URL (RFC 9112, section 3.2.2). */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Token and room of an upgrade request. */
type UpgradeRequest = Pick<IncomingMessage, "url" | "headers">;

/** `undefined` for requests that are not for this gateway. */
export function readHandshake(request: UpgradeRequest): Handshake | undefined {
  const path = (request.url ?? "").replace(ORIGIN, "").split("?", 1)[0] ?? "";
  const room = PATH.exec(path)?.[1];
  if (room === undefined) return undefined;
  const offered = offeredProtocols(request);
  const token = offered[0] === SUBPROTOCOL ? (offered[1] ?? "") : "";
  const { origin, host } = request.headers;
  return { room, token, origin, host };
}

const offeredProtocols = (request: UpgradeRequest): readonly string[] =>
  (request.headers["sec-websocket-protocol"] ?? "").split(",").map((protocol) => protocol.trim());

/** The accepted subprotocol; `false` when it is not among the offered ones. */
export const chooseSubprotocol = (offered: ReadonlySet<string>): string | false =>
  offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false;
