import type { EndReason } from "../storage/storage.ts";

/** Whether the agent has come yet, is there, or is gone and since when. */
export type Presence =
  | { readonly kind: "awaited" }
  | { readonly kind: "present" }
  | { readonly kind: "away"; readonly sinceMs: number };

export interface Ended {
  readonly atMs: number;
  readonly reason: EndReason;
}

/**
 * What will end a presentation if nothing more happens: its expiry, or before it the absence of its agent. One whose
 * agent never came is not ended by being away.
 */
export function nextEnd(expiresAtMs: number, presence: Presence, awayMs: number): Ended {
  const awayAtMs = presence.kind === "away" ? presence.sinceMs + awayMs : Infinity;
  return awayAtMs < expiresAtMs
    ? { atMs: awayAtMs, reason: "away" }
    : { atMs: expiresAtMs, reason: "expired" };
}
