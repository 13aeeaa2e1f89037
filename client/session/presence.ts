import { parseAwareness, type AgentAwareness } from "../../schema/awareness.ts";
import type { AgentPresence } from "./types.ts";

/** A shorter absence is a reload or a tunnel and is not worth a word. */
export const AWAY_AFTER_MS = 5_000;

/** The presenting agent among the awareness states; of two (a tab just taken over) the newer. */
export function findAgent(states: Iterable<unknown>): AgentAwareness | undefined {
  let agent: AgentAwareness | undefined;
  for (const state of states) {
    const parsed = parseAwareness(state);
    if (parsed?.role === "agent") agent = parsed;
  }
  return agent;
}

/** Pure: the agent as seen now, having been seen as `previous`; the same object while nothing changed. */
export function seeAgent(previous: AgentPresence, agent: AgentAwareness): AgentPresence {
  const paused = agent.mirroring === "paused";
  const { name, call } = agent;
  const same =
    previous.kind === "present" &&
    previous.name === name &&
    previous.paused === paused &&
    previous.call === call;
  return same ? previous : { kind: "present", name, paused, call };
}

/** Pure: nobody is there `AWAY_AFTER_MS` after they were last seen. */
export const missAgent = (previous: AgentPresence, lastSeenMs: number): AgentPresence =>
  previous.kind === "present" ? { kind: "away", sinceMs: lastSeenMs } : previous;
