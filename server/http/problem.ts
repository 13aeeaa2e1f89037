import type { Response, ErrorRequestHandler, RequestHandler } from "express";
import type { Log } from "../log.ts";
import {
  PROBLEM_STATUS,
  type ProblemCode,
  type ProblemDetails,
} from "../../schema/protocol/problems.ts";
import { sendProblemDetails } from "../net/problemDetails.ts";
import { RemotePictureError } from "../media/remotePictures.ts";
import { StorageError } from "../storage/storage.ts";

type ProblemExtras = Omit<ProblemDetails, "type" | "title" | "status" | "code">;

/** Thrown by a handler to answer with problem details. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code);
    this.code = code;
    this.extras = extras;
  }
}

/** The value; throws `unknown` where there is none. */
export function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Problem("unknown");
  return value;
}

const TITLES: Readonly<Record<ProblemCode, string>> = {
  invalid_body: "The request is not of the expected form",
  unauthorized: "Sign in first",
  wrong_key: "The key is wrong",
  wrong_secret: "The link is wrong",
  wrong_pin: "The PIN is wrong",
  forbidden: "Not allowed",
  unknown: "Not found",
  method_not_allowed: "There is nothing to do that way",
  full: "The presentation is full",
  expired: "The presentation has expired",
  ended: "The presentation has ended",
  withdrawn: "The invitation was withdrawn",
  stale: "Somebody else changed it meanwhile",
  conflict: "It conflicts with what is there",
  presented: "A presentation of the development is open",
  not_added: "The development was not added here",
  changed: "The file has changed",
  body_too_large: "The request is too large",
  unsatisfiable_range: "The file has no such part",
  not_understood: "The list is not understood",
  bad_picture: "The picture cannot be shown",
  bad_outline: "The outline cannot be drawn",
  too_many_attempts: "Too many attempts",
  internal: "Something went wrong",
  unavailable: "Not available at the moment",
};

const sendProblem = (response: Response, code: ProblemCode, extras: ProblemExtras = {}): void =>
  sendProblemDetails(response, {
    title: TITLES[code],
    status: PROBLEM_STATUS[code],
    code,
    ...extras,
  });

/** Errors of Express and its body parser carry a status. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code;
  if (error instanceof StorageError || error instanceof RemotePictureError) return "unavailable";
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413) return "body_too_large";
  if (status === 404) return "unknown";
  if (status === 412) return "changed";
  if (status === 416) return "unsatisfiable_range";
  return status >= 400 && status < 500 ? "invalid_body" : "internal";
}

/** Answers any error with problem details. Only the server's own faults are logged: others may quote a body. */
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

export const refuseMethod = (response: Response): void =>
  sendProblem(response, "method_not_allowed");

export const answerUnknown: RequestHandler = (_request, response) => {
  sendProblem(response, "unknown");
};
