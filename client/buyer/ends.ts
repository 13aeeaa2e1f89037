import type { AgentPresence } from "../session/types.ts";

/** When a viewing ends, in ms since the epoch, as the server last said. */
export interface Ends {
  /** The link's own end. */
  readonly expiresAtMs: number;
  /** The same, or sooner: a viewing whose agent stays away does not wait for its end. */
  readonly endsAtMs: number;
}

/**
 * Pure: the end that a page shows. The sooner one counts while nobody presents; what the server said of it may be older than
 * the agent's return.
 */
export function shownEnd({ expiresAtMs, endsAtMs }: Ends, agent: AgentPresence): number {
  const isThere = agent.kind === "present" || agent.kind === "unreachable";
  return isThere ? expiresAtMs : endsAtMs;
}
