import type { Request, Response } from "express";
import { decodeStateVector } from "yjs";
import { CLOSE, type CloseReason } from "../../../schema/protocol/protocol.ts";
import { bearerToken } from "../../net/bearerToken.ts";
import { sendProblemDetails } from "../../net/problemDetails.ts";
import type { Handshake } from "../handshake.ts";

/** The name of a tab's seat, which the page makes up. */
const SEAT = /^[\w-]{0,32}$/;
/** No state vector of a document of 256 KiB is longer. */
const MAX_SINCE_LENGTH = 16 * 1024;

export const seatOf = (request: Request): string | undefined => {
  const seat = request.query["seat"] ?? "";
  return typeof seat === "string" && SEAT.test(seat) ? seat : undefined;
};

/** The state vector that the caller has; an empty one when it has nothing. `undefined`: unreadable. */
export function sinceOf(request: Request): Uint8Array | undefined {
  const since = request.query["since"] ?? "";
  if (typeof since !== "string" || since.length > MAX_SINCE_LENGTH) return undefined;
  if (since === "") return Uint8Array.of(0);
  const vector = Buffer.from(since, "base64url");
  return isStateVector(vector) ? vector : undefined;
}

function isStateVector(bytes: Uint8Array): boolean {
  try {
    decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}

export function handshakeOf(request: Request): Handshake {
  const room = request.params["room"];
  const { origin, host } = request.headers;
  return {
    room: typeof room === "string" ? room : "",
    token: bearerToken(request) ?? "",
    origin,
    host,
  };
}

/** The HTTP status nearest to a close code. */
function statusOf(reason: CloseReason): number {
  const code = CLOSE[reason];
  if (code >= 4400) return code - 4000;
  return code === CLOSE.too_big ? 413 : 503;
}

/** Answers with problem details whose `code` is the reason that would close a socket. */
export function refuse(response: Response, reason: CloseReason): void {
  answerProblem(response, statusOf(reason), reason);
}

export function answerProblem(response: Response, status: number, code: string): void {
  sendProblemDetails(response, { title: code.replaceAll("_", " "), status, code });
}
