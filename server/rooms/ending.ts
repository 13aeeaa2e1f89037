import type { Ended } from "../storage/storage.ts";
import type { AgentPresence } from "./agentPresence.ts";

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
