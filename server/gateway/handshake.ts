import type { IncomingMessage } from "node:http";
import { SUBPROTOCOL } from "../../schema/protocol.ts";

/** What an upgrade request asks for, read without trusting any of it. */
export interface Handshake {
  readonly room: string;
  /** The second offered subprotocol; empty when there is none. */
  readonly token: string;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

const PATH = /^\/sync\/([^/?#]{1,128})$/;

/** `undefined` for requests that are not for this gateway. */
export function readHandshake(request: IncomingMessage): Handshake | undefined {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  const room = PATH.exec(path)?.[1];
  if (room === undefined) return undefined;
  const offered = offeredProtocols(request);
  const token = offered[0] === SUBPROTOCOL ? (offered[1] ?? "") : "";
  const { origin, host } = request.headers;
  return { room, token, origin, host };
}

const offeredProtocols = (request: IncomingMessage): readonly string[] =>
  (request.headers["sec-websocket-protocol"] ?? "").split(",").map((protocol) => protocol.trim());

/** What is answered to the offered subprotocols; `undefined` when ours is not among them. */
export const chooseSubprotocol = (request: IncomingMessage): string | undefined =>
  offeredProtocols(request).includes(SUBPROTOCOL) ? SUBPROTOCOL : undefined;

/**
 * Browsers send no CORS check for WebSockets, so the origin is checked here: the page must come from this server, by
 * its public address or by the one it was asked at. Programs send no origin and are held by their token alone.
 */
export function isOriginAllowed({ origin, host }: Handshake, publicOrigin: string): boolean {
  if (origin === undefined) return true;
  if (origin === publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
