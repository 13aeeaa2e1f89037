import type { PresentationStatus } from "../../schema/api.ts";
import type { PresentationRecord } from "../storage/storage.ts";
import { Problem } from "./problem.ts";

/** How a presentation stands now, whether or not a sweep has come by since. */
export function statusOf(record: PresentationRecord, nowMs: number): PresentationStatus {
  if (record.ended !== undefined) return record.ended.reason === "expired" ? "expired" : "ended";
  return record.expiresAtMs <= nowMs ? "expired" : "live";
}

/** 410 `ended` or `expired` unless it is live. */
export function requireLive(record: PresentationRecord, nowMs: number): void {
  const status = statusOf(record, nowMs);
  if (status !== "live") throw new Problem(status);
}
