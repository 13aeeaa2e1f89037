import { readProblem, type RefusalKind } from "../../join/refusal.ts";
import { ApiError } from "../../session/api.ts";

/** Why a colleague cannot present; each has its own text. */
export type ColleagueRefusal = Exclude<RefusalKind, "outdated"> | "unreachable";

/** Maps a failed call to a refusal. */
export function refusalOf(error: unknown): ColleagueRefusal {
  if (!(error instanceof ApiError)) return "unavailable";
  const problem = readProblem(error, 0);
  switch (problem.kind) {
    case "no_network":
      return "unreachable";
    case "wrong_pin":
    case "token_spent":
      return "wrong_link";
    case "page":
      return problem.refusal.kind === "outdated" ? "unavailable" : problem.refusal.kind;
  }
}

/** Whether the refusal invalidates this device's token. */
export const isLast = (refusal: ColleagueRefusal): boolean =>
  ["wrong_link", "withdrawn", "ended", "expired"].includes(refusal);

/** Whether a retry may succeed. */
export const mayPass = (refusal: ColleagueRefusal): boolean =>
  ["full", "too_many_attempts", "unreachable", "unavailable"].includes(refusal);
