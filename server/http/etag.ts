import { createHash } from "node:crypto";
import type { Request, Response } from "express";

/** A strong tag of a JSON body. */
export const tagOf = (body: unknown): string =>
  `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;

/** Answers with the body, or with 304 when the caller has it already. */
export function sendTagged(request: Request, response: Response, tag: string, body: unknown): void {
  response.set({ ETag: tag, "Cache-Control": "private, no-cache" });
  if (request.fresh) response.status(304).end();
  else response.json(body);
}

/** The tags of an `If-Match`; weak marks are dropped, because proxies that compress add them. */
export const readIfMatch = (request: Request): readonly string[] | undefined =>
  request
    .get("If-Match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
