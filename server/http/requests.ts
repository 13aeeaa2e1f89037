import express, { type Request, type RequestHandler } from "express";
import * as v from "valibot";
import { Problem } from "./problem.ts";

/** The largest body of any call in JSON. */
export const BODY_LIMIT_BYTES = 16 * 1024;

/**
 * Refuses a body with too large a `Content-Length` before reading it, because the parser would read all of it first.
 *
 * @throws Problem `body_too_large`.
 */
export function refuseLarger(request: Request, mostBytes: number): void {
  if (Number(request.get("Content-Length") ?? 0) > mostBytes) throw new Problem("body_too_large");
}

/** Parses JSON bodies up to this size, unless a parser before it has. */
export function readJson(mostBytes: number): readonly RequestHandler[] {
  return [
    (request, _response, next) => {
      const isUnread = request.body === undefined && request.is("application/json") !== false;
      if (isUnread) refuseLarger(request, mostBytes);
      next();
    },
    express.json({ limit: mostBytes }),
  ];
}

/** Maximum number of names that a problem's detail lists. */
const MOST_NAMED = 20;

/** The first of these names, and how many more there are. */
export function enumerate(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return names.slice(0, MOST_NAMED).join(", ") + more;
}

/** The body, parsed by the schema. A problem names the wrong fields and never quotes the body. */
export function readBody<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, request.body as unknown);
  if (parsed.success) return parsed.output;
  const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? "the body");
  throw new Problem("invalid_body", { detail: `Wrong: ${enumerate([...new Set(paths)])}` });
}

/** A named part of the path. The router gives a wildcard's segments as a list. */
export function pathPart(request: Request, name: string): string {
  const part = request.params[name];
  return Array.isArray(part) ? part.join("/") : (part ?? "");
}

/** A query parameter that occurs once; `undefined` without it. */
export function queryPart(request: Request, name: string): string | undefined {
  const part = request.query[name];
  if (part === undefined || typeof part === "string") return part;
  throw new Problem("invalid_body", { detail: `Wrong: ${name}` });
}

export const toIso = (timeMs: number): string => new Date(timeMs).toISOString();

/** Whether a query flag is set: `?dryRun=1`, or the bare name. */
export const flag = (request: Request, name: string): boolean =>
  !["0", "false", undefined].includes(request.query[name] as string | undefined);
