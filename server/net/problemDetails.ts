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
