import type { UnitStatus } from "../../../schema/catalogue/catalogue.ts";
import { ApiError, type Api } from "../../session/api.ts";
import type { UnitsPoll } from "../../session/pollUnits.ts";

/** Outcome of a status change. `changed`: the home had been changed elsewhere; the desk shows that status now. */
export type FlipOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "changed"; readonly status: UnitStatus | undefined }
  | { readonly kind: "failed"; readonly error: ApiError };

interface FlipOptions {
  readonly api: Pick<Api, "setStatus">;
  readonly poll: Pick<UnitsPoll, "index" | "etag" | "refresh" | "override">;
  readonly project: string;
}

/**
 * Flips a home's status: shown at once, taken back when it fails. The version that a flip is checked against is the whole
 * project's, so a conflict about another home is tried again by itself.
 */
export async function flipStatus(
  { api, poll, project }: FlipOptions,
  unit: string,
  status: UnitStatus,
): Promise<FlipOutcome> {
  const statusNow = () => poll.index.get().units.get(unit)?.status;
  const before = statusNow();
  const attempt = async (): Promise<ApiError | undefined> => {
    poll.override(unit, status);
    try {
      await api.setStatus(project, unit, status, poll.etag());
      return undefined;
    } catch (error) {
      return error instanceof ApiError ? error : new ApiError("unreadable", 0);
    } finally {
      await poll.refresh();
      poll.override(unit, undefined);
    }
  };
  let error = await attempt();
  if (error?.code === "stale" && statusNow() === before) error = await attempt();
  if (error === undefined) return { kind: "done" };
  return error.code === "stale"
    ? { kind: "changed", status: statusNow() }
    : { kind: "failed", error };
}
