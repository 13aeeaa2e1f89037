import type { Request, RequestHandler, Response } from "express";

/** A handler that may wait; what it rejects with goes to the error handler. */
export const answer =
  (handle: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  (request, response, forward) => {
    handle(request, response).catch(forward);
  };
