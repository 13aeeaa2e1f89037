import { createHash } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";

/** A strong tag of a JSON value. */
export const tagOf = (body: unknown): string =>
  `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;

/** The tags of a conditional header; weak marks are dropped, because proxies that compress add them. */
const readTags = (header: string | undefined): readonly string[] | undefined =>
  header?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));

/**
 * Answers with the body, or with 304 when the caller has it already. Express' own `fresh` is unsuitable: `fetch` adds
 * `Cache-Control: no-cache` to a request that sets `If-None-Match` itself, and `fresh` then always sends the body.
 */
export function sendTagged(request: Request, response: Response, tag: string, body: unknown): void {
  response.set({ ETag: tag, "Cache-Control": "private, no-cache" });
  if (hasThis(request, tag)) response.status(304).end();
  else response.json(body);
}

/**
 * Lets Express compare tags of files if a request says `no-cache`, as every `fetch` does that sets `If-None-Match` itself.
 * Such requests still ask whether the file changed, which the tag answers.
 */
export const revalidateByTag: RequestHandler = ({ headers }, _response, next) => {
  if (headers["if-none-match"] !== undefined) delete headers["cache-control"];
  next();
};

/** Whether the caller has this version already. */
export function hasThis(request: Request, tag: string): boolean {
  const known = readTags(request.get("If-None-Match"));
  return known?.includes(tag) === true || known?.includes("*") === true;
}

/** Whether the caller has another version: an older one, or that of another process. */
export function hasOther(request: Request, tag: string): boolean {
  const known = readTags(request.get("If-None-Match"));
  return known !== undefined && !known.includes(tag);
}

/** Whether the request has an `If-Match` that excludes this version. */
export function isStale(request: Request, tag: string): boolean {
  const expected = readTags(request.get("If-Match"));
  return expected !== undefined && !expected.includes("*") && !expected.includes(tag);
}

/** Whether a change requires a certain version: it has an `If-Match` other than `*`. */
export const isConditional = (request: Request): boolean =>
  !["*", undefined].includes(request.get("If-Match"));
