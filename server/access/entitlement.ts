import type { EndReason, PresentationRecord } from "../storage/storage.ts";
import { isInvited } from "./identity.ts";

export type Closed = "ended" | "expired";

/** The end of a presentation as sent to participants, for whom an agent's absence is `ended` too. */
export const closedBy = (reason: EndReason): Closed => (reason === "expired" ? reason : "ended");

/**
 * Why the presentation can no longer be entered; `undefined` while it is live, whether or not its end is recorded yet.
 */
export function closedReason(record: PresentationRecord, nowMs: number): Closed | undefined {
  if (record.ended !== undefined) return closedBy(record.ended.reason);
  return record.expiresAtMs <= nowMs ? "expired" : undefined;
}

/** Why the subject of a valid token may not be in the presentation now; `undefined` when it may. */
export const findEntitlementFault = (
  subject: string,
  record: PresentationRecord,
  nowMs: number,
): Closed | "withdrawn" | undefined =>
  closedReason(record, nowMs) ??
  (isInvited(subject, record.colleagueInvitation) ? undefined : "withdrawn");
