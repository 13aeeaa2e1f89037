import type { CloseReason } from "../../schema/protocol/protocol.ts";
import type { ApiErrorCode } from "../session/api.ts";

/** Why this page cannot show the viewing; each has its own page. */
export type Refusal =
  | { readonly kind: "wrong_link" }
  | { readonly kind: "expired" }
  | { readonly kind: "ended" }
  | { readonly kind: "withdrawn" }
  | { readonly kind: "full" }
  | { readonly kind: "too_many_attempts"; readonly retryAtMs: number }
  | { readonly kind: "unavailable" }
  /** Server and page no longer speak the same version. */
  | { readonly kind: "outdated" };

export type RefusalKind = Refusal["kind"];

/** The problem of a failed call: an `ApiError`, or one like it. */
export interface CallProblem {
  readonly code: ApiErrorCode;
  readonly retryAfterSeconds?: number | undefined;
}

/** Consequence of a failed call while joining: a refusal page, a wrong PIN, an expired token, or a retry. */
export type DoorProblem =
  /** No answer, or one of a proxy or captive portal: the request is retried. */
  | { readonly kind: "no_network" }
  | { readonly kind: "page"; readonly refusal: Refusal }
  | { readonly kind: "wrong_pin" }
  | { readonly kind: "token_spent" };

const RETRY_AFTER_SECONDS = 60;

const page = (refusal: Refusal): DoorProblem => ({ kind: "page", refusal });

/** Maps the problem of a call to its consequence. */
export function readProblem(problem: CallProblem, nowMs: number): DoorProblem {
  const { code, retryAfterSeconds = RETRY_AFTER_SECONDS } = problem;
  switch (code) {
    case "wrong_pin":
      return { kind: "wrong_pin" };
    case "unauthorized":
      return { kind: "token_spent" };
    case "wrong_secret":
    case "unknown":
    case "forbidden":
    // A body is refused when the link was cut short or has grown: its secret does not fit.
    case "invalid_body":
    case "body_too_large":
    case "changed":
    case "unsatisfiable_range":
    case "method_not_allowed":
    case "not_understood":
    case "bad_picture":
    case "bad_outline":
      return page({ kind: "wrong_link" });
    case "expired":
    case "ended":
    case "withdrawn":
    case "full":
      return page({ kind: code });
    case "too_many_attempts":
      return page({ kind: code, retryAtMs: nowMs + retryAfterSeconds * 1000 });
    case "wrong_key":
    case "stale":
    case "conflict":
    case "presented":
    case "not_added":
    case "internal":
    case "unavailable":
      return page({ kind: "unavailable" });
    case "network":
    // A captive portal answers every address with its own page.
    case "unreadable":
      return { kind: "no_network" };
  }
}

/** Maps the reason of a closed socket. `token_spent` asks for a new token. */
export function readCloseReason(reason: CloseReason): DoorProblem {
  switch (reason) {
    case "token_invalid":
    case "token_expired":
      return { kind: "token_spent" };
    case "forbidden":
      return page({ kind: "wrong_link" });
    case "unknown_room":
    case "ended":
      return page({ kind: "ended" });
    case "full":
    case "expired":
    case "withdrawn":
      return page({ kind: reason });
    case "replaced":
    case "invalid_state":
    case "too_many_messages":
    case "too_big":
      return page({ kind: "outdated" });
    case "restart":
    case "overload":
      return page({ kind: "unavailable" });
  }
}
