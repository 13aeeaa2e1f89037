import type { Request } from "express";

/** The token of an `Authorization: Bearer` header; `undefined` without one. */
export const bearerToken = (request: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(request.get("Authorization") ?? "")?.[1];
