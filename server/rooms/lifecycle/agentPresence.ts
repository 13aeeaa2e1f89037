import type { PresentationRecord, Ended } from "../../storage/storage.ts";

/**
 * Presence of a presentation's agent: not arrived yet, in this process, last reported by another process at a time, or
 * away since a time.
 */
export type AgentPresence =
  | { readonly kind: "awaited" }
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly seenAtMs: number }
  | { readonly kind: "away"; readonly sinceMs: number };

/** How often a process reports that its agents are present. */
export const TOUCH_MS = 30_000;
/** Without a report for this long, the agent's process has died. */
const UNSEEN_MS = 3 * TOUCH_MS;
/** Two processes that see an agent go do not see it in the same moment. */
const SAME_MOMENT_MS = 5000;

/** As storage has it. */
function keptPresence(record: PresentationRecord, nowMs: number): AgentPresence {
  const { presentedAtMs, awaySinceMs } = record;
  if (awaySinceMs !== undefined) return { kind: "away", sinceMs: awaySinceMs };
  if (presentedAtMs === undefined) return { kind: "awaited" };
  const seenAtMs = record.seenAtMs ?? presentedAtMs;
  return nowMs - seenAtMs < UNSEEN_MS
    ? { kind: "elsewhere", seenAtMs }
    : { kind: "away", sinceMs: seenAtMs };
}

/** The presence after reading storage, and whether storage needs a write. */
export interface Reconciled {
  readonly presence: AgentPresence;
  readonly needsWrite: boolean;
}

/**
 * Presence of a presentation that this process starts to watch. A stored "present" is lost when it was not reported
 * for long, or when no other process could report it. The absence then counts from now, since the agent may have been
 * gone with its machine for hours.
 */
export function firstPresence(
  record: PresentationRecord,
  isSingleNode: boolean,
  nowMs: number,
): Reconciled {
  const presence = keptPresence(record, nowMs);
  const isElsewhere = presence.kind === "elsewhere" && !isSingleNode;
  if (presence.kind === "awaited" || record.awaySinceMs !== undefined || isElsewhere) {
    return { presence, needsWrite: false };
  }
  return { presence: { kind: "away", sinceMs: nowMs }, needsWrite: true };
}

/**
 * Pure: this process' own agents count more than the stored state, since storage may have been away; of other
 * processes' agents the later report counts.
 */
export function reconcilePresence(
  known: AgentPresence,
  record: PresentationRecord,
  nowMs: number,
): Reconciled {
  const kept = keptPresence(record, nowMs);
  switch (known.kind) {
    case "here": {
      const isKept = record.presentedAtMs !== undefined && record.awaySinceMs === undefined;
      return { presence: known, needsWrite: !isKept };
    }
    case "away": {
      const isLater = known.sinceMs > latest(kept) + toleranceOf(record);
      return isLater ? { presence: known, needsWrite: true } : adopt(kept, record);
    }
    case "elsewhere":
    case "awaited":
      return adopt(kept, record);
  }
}

/** That an agent has not been seen for long is written down, for a process that starts later would count anew. */
const adopt = (presence: AgentPresence, { awaySinceMs }: PresentationRecord): Reconciled => ({
  presence,
  needsWrite: presence.kind === "away" && awaySinceMs === undefined,
});

const toleranceOf = ({ awaySinceMs }: PresentationRecord): number =>
  awaySinceMs === undefined ? 0 : SAME_MOMENT_MS;

function latest(presence: AgentPresence): number {
  switch (presence.kind) {
    case "elsewhere":
      return presence.seenAtMs;
    case "away":
      return presence.sinceMs;
    case "awaited":
    case "here":
      return -Infinity;
  }
}

/**
 * The end of a presentation if nothing more happens: its expiry, or before that its agent's absence. Absence does not
 * end a presentation whose agent never came.
 */
export function nextEnd(expiresAtMs: number, presence: AgentPresence, awayMs: number): Ended {
  const awayAtMs = presence.kind === "away" ? presence.sinceMs + awayMs : Infinity;
  return awayAtMs < expiresAtMs
    ? { atMs: awayAtMs, reason: "away" }
    : { atMs: expiresAtMs, reason: "expired" };
}
