import { ApiError } from "../../session/api.ts";

/** Why a colleague cannot present; each has words of its own. */
export type ColleagueRefusal =
  | "wrong_link"
  | "withdrawn"
  | "ended"
  | "expired"
  | "full"
  | "too_many_attempts"
  | "unreachable"
  | "unavailable";

/** Maps a failed call to a refusal. */
export function refusalOf(error: unknown): ColleagueRefusal {
  const code = error instanceof ApiError ? error.code : "unavailable";
  switch (code) {
    case "withdrawn":
    case "ended":
    case "expired":
    case "full":
    case "too_many_attempts":
      return code;
    case "wrong_secret":
    case "wrong_key":
    case "wrong_pin":
    case "unknown":
    case "forbidden":
    case "unauthorized":
    case "invalid_body":
    case "body_too_large":
    case "unsatisfiable_range":
    case "method_not_allowed":
    case "not_understood":
    case "bad_picture":
    case "bad_outline":
      return "wrong_link";
    case "network":
    case "unreadable":
      return "unreachable";
    case "stale":
    case "conflict":
    case "internal":
    case "unavailable":
      return "unavailable";
  }
}

/** Whether the refusal invalidates this device's token. */
export const isLast = (refusal: ColleagueRefusal): boolean =>
  ["wrong_link", "withdrawn", "ended", "expired"].includes(refusal);

/** Whether a retry may succeed. */
export const mayPass = (refusal: ColleagueRefusal): boolean =>
  ["full", "too_many_attempts", "unreachable", "unavailable"].includes(refusal);
