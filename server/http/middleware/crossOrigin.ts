import type { RequestHandler } from "express";
import { NOW_HEADER } from "../../../schema/protocol/api.ts";

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
const REQUEST_HEADERS =
  "Accept, Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id";
/** Headers that pages may read in addition to the CORS-safelisted ones. */
const ANSWER_HEADERS = [
  NOW_HEADER,
  "Content-Disposition",
  "ETag",
  "Location",
  "Retry-After",
  "X-Request-Id",
].join(", ");
/** How long browsers may cache a preflight: 10 min. */
const REMEMBERED_SECONDS = 600;

/**
 * Lets pages of these origins read the responses, and answers their preflights. Without cookies: callers are identified by
 * tokens alone. Responses to other origins are unchanged.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (origins.length === 0) return next();
    response.vary("Origin");
    const origin = request.get("Origin");
    if (origin === undefined || !origins.includes(origin)) return next();
    response.set({
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Expose-Headers": ANSWER_HEADERS,
    });
    const isPreflight =
      request.method === "OPTIONS" && request.get("Access-Control-Request-Method") !== undefined;
    if (!isPreflight) return next();
    response
      .set({
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": REQUEST_HEADERS,
        "Access-Control-Max-Age": String(REMEMBERED_SECONDS),
      })
      .status(204)
      .end();
  };
}

/** Lets pages of other origins embed pictures and the script of the elements, without reading them. */
export function allowShowing(origins: readonly string[]): RequestHandler {
  return (_request, response, next) => {
    if (origins.length > 0) response.set("Cross-Origin-Resource-Policy", "cross-origin");
    next();
  };
}
