import type { ServerResponse } from "node:http";
import type { Response } from "express";
import type { ProblemDetails } from "../../schema/protocol/problems.ts";

/** `code` is a problem's own, or the reason that a socket would be closed with. */
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

/** The answer of a server that is closed, where nothing else of it is open any more. */
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
