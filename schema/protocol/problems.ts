import type { PictureFault } from "../catalogue/pictureFaults.ts";
import type { ListPreview } from "../list/preview.ts";
import type { ListProblem } from "../list/problems.ts";
import type { ListConflict } from "../list/summary.ts";

/** The stable codes of problem details (RFC 9457), each with its HTTP status. */
export const PROBLEM_STATUS = {
  invalid_body: 400,
  unauthorized: 401,
  wrong_key: 401,
  wrong_secret: 401,
  wrong_pin: 401,
  forbidden: 403,
  unknown: 404,
  method_not_allowed: 405,
  full: 409,
  expired: 410,
  ended: 410,
  withdrawn: 410,
  stale: 409,
  conflict: 409,
  /** A presentation of the development is open. */
  presented: 409,
  /** The development comes from a pack or a host, whose operator removes it. */
  not_added: 409,
  changed: 412,
  body_too_large: 413,
  unsatisfiable_range: 416,
  not_understood: 422,
  bad_picture: 422,
  bad_outline: 422,
  too_many_attempts: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** The body of every error, `application/problem+json`. */
export interface ProblemDetails {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  /** Seconds, with `too_many_attempts`. */
  readonly retryAfter?: number;
  /** Of a picture, with `bad_picture`. */
  readonly fault?: PictureFault;
  /** Of a list, with `not_understood`. */
  readonly problems?: readonly ListProblem[];
  /** How the list was read, with `not_understood`, where it could be read at all. */
  readonly preview?: ListPreview;
  /** Of a list, with `conflict`. */
  readonly conflicts?: readonly ListConflict[];
}
