import { equalJson } from "../../../schema/equalJson.ts";
import type { AgentAwareness } from "../../../schema/awareness.ts";
import type { AgentPresence } from "../types.ts";

/** The server has waited for a reload or a tunnel already; a connection that dies without a word is told within 10 s. */
export const AWAY_AFTER_MS = 500;

function knownNames(previous: AgentPresence): readonly string[] {
  if (previous.kind === "waiting") return [];
  return previous.names ?? (previous.kind === "present" ? [previous.name] : []);
}

/** Several names, each once: those known from before keep their place, so that the line does not change with who acts. */
function namesOf(previous: AgentPresence, agents: readonly AgentAwareness[]) {
  const before = knownNames(previous);
  const now = new Set(agents.map(({ name }) => name));
  const names = [...new Set([...before.filter((name) => now.has(name)), ...now])];
  return names.length > 1 ? names : undefined;
}

const lastCall = (agents: readonly AgentAwareness[]): number | undefined => {
  const calls = agents.flatMap(({ call }) => call ?? []);
  return calls.length === 0 ? undefined : Math.max(...calls);
};

/**
 * Pure: those who present as seen now, having been seen as `previous`; the same object while nothing changed. At least one
 * is there; `driver` is who acts of them.
 */
export function seeAgents(
  previous: AgentPresence,
  agents: readonly [AgentAwareness, ...AgentAwareness[]],
  driver: AgentAwareness = agents[0],
): AgentPresence {
  const names = namesOf(previous, agents);
  const next: AgentPresence = {
    kind: "present",
    name: driver.name,
    ...(names && { names }),
    paused: agents.every(({ mirroring }) => mirroring === "paused"),
    call: lastCall(agents),
  };
  return equalJson(next, previous) ? previous : next;
}

/** Pure: all who present are behind a server that cannot be reached since `nowMs`; the same object while that lasts. */
export function loseAgents(
  previous: AgentPresence,
  agents: readonly AgentAwareness[],
  nowMs: number,
): AgentPresence {
  if (previous.kind === "unreachable") return previous;
  const names = namesOf(previous, agents);
  return { kind: "unreachable", sinceMs: nowMs, ...(names && { names }) };
}

/** Pure: nobody is there `AWAY_AFTER_MS` after they were last seen. */
export function missAgents(previous: AgentPresence, lastSeenMs: number): AgentPresence {
  if (previous.kind !== "present" && previous.kind !== "unreachable") return previous;
  const { names } = previous;
  return { kind: "away", sinceMs: lastSeenMs, ...(names && { names }) };
}
