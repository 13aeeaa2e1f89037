import type { ErrorRequestHandler, RequestHandler } from "express";
import type { ProblemCode } from "../../schema/problems.ts";
import { StorageError } from "../storage/storage.ts";
import type { Log } from "../telemetry/log.ts";
import { Problem, sendProblem } from "./problem.ts";

/** What Express and its body parser throw carries the status of whose fault it is. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code;
  if (error instanceof StorageError) return "unavailable";
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413) return "body_too_large";
  if (status === 404) return "unknown";
  if (status === 416) return "unsatisfiable_range";
  return status >= 400 && status < 500 ? "invalid_body" : "internal";
}

/** Whatever was thrown becomes problem details. Only what is our own fault is logged: the rest may quote a body. */
export const answerErrors =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const code = codeOf(error);
    if (code === "internal" || code === "unavailable") {
      log.error({ err: error, code, requestId: response.locals["requestId"] }, "request failed");
    }
    if (response.headersSent) {
      request.destroy();
      return;
    }
    sendProblem(response, code, error instanceof Problem ? error.extras : {});
  };

export const answerUnknown: RequestHandler = (_request, response) => {
  sendProblem(response, "unknown");
};
