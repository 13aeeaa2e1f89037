import { equalJson } from "../../../schema/values/equalJson.ts";
import type { AgentAwareness } from "../../../schema/presentation/awareness.ts";
import type { AgentPresence } from "../types.ts";

/**
 * Grace period before an agent counts as away. The server has already waited for reloads; dead connections are detected
 * within 10 s.
 */
export const AWAY_AFTER_MS = 500;

function knownNames(previous: AgentPresence): readonly string[] {
  if (previous.kind === "waiting") return [];
  return previous.names ?? (previous.kind === "present" ? [previous.name] : []);
}

/** The names of several presenters, each once, in a stable order. */
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
 * Pure: the agent's presence while at least one presenter is connected; the same object while nothing changed. `driver`
 * is the active one.
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

/** Pure: all presenters are on nodes unreachable since `nowMs`; the same object while that lasts. */
export function loseAgents(
  previous: AgentPresence,
  agents: readonly AgentAwareness[],
  nowMs: number,
): AgentPresence {
  if (previous.kind === "unreachable") return previous;
  const names = namesOf(previous, agents);
  return { kind: "unreachable", sinceMs: nowMs, ...(names && { names }) };
}

/** Pure: no presenter for `AWAY_AFTER_MS` since `lastSeenMs`. */
export function missAgents(previous: AgentPresence, lastSeenMs: number): AgentPresence {
  if (previous.kind !== "present" && previous.kind !== "unreachable") return previous;
  const { names } = previous;
  return { kind: "away", sinceMs: lastSeenMs, ...(names && { names }) };
}
