import type { ServerResponse } from "node:http";
import type { Response } from "express";
import type { ProblemDetails } from "../../schema/protocol/problems.ts";

/** `code` is that of a problem, or the reason that would close a socket. */
type Details = Omit<ProblemDetails, "type" | "code"> & { readonly code: string };

/** Answers with RFC 9457 problem details, marked `no-store`. */
export function sendProblemDetails(response: Response, details: Details): void {
  const { status, retryAfter } = details;
  if (status === 401) response.set("WWW-Authenticate", "Bearer");
  if (retryAfter !== undefined) response.set("Retry-After", String(retryAfter));
  if (!response.get("Cache-Control")?.includes("no-store")) {
    response.set("Cache-Control", "no-store");
  }
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", ...details }));
}

/** Answers for a closed server with 503, without using anything that was closed. */
export function sendUnavailable(response: ServerResponse): void {
  const details = { type: "about:blank", title: "Closed", status: 503, code: "unavailable" };
  response
    .writeHead(503, {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "Retry-After": "5",
    })
    .end(JSON.stringify(details));
}
