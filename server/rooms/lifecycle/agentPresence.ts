import type { PresentationRecord, Ended } from "../../storage/storage.ts";

/**
 * Whether the agent has come yet, is in this process, in another one that said so last at a time, or gone and since when.
 */
export type AgentPresence =
  | { readonly kind: "awaited" }
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly seenAtMs: number }
  | { readonly kind: "away"; readonly sinceMs: number };

/** A process says of its agents this often that they are there. */
export const TOUCH_MS = 30_000;
/** An agent of whom nobody has said so for so long was in a process that died. */
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

/** What holds after looking into storage, and whether storage is to be told. */
export interface Reconciled {
  readonly presence: AgentPresence;
  readonly needsWrite: boolean;
}

/**
 * Of a presentation that this process takes up. One kept as present is lost when nobody has seen its agent for long, or when
 * there is no other process that would: the process that did is gone, and the time counts from now, since it may have been
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
 * Pure: what this process knows of its own agents counts more than what is kept, since storage may have been away; of
 * others' the later word counts.
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
 * What will end a presentation if nothing more happens: its expiry, or before it the absence of its agent. One whose
 * agent never came is not ended by being away.
 */
export function nextEnd(expiresAtMs: number, presence: AgentPresence, awayMs: number): Ended {
  const awayAtMs = presence.kind === "away" ? presence.sinceMs + awayMs : Infinity;
  return awayAtMs < expiresAtMs
    ? { atMs: awayAtMs, reason: "away" }
    : { atMs: expiresAtMs, reason: "expired" };
}
