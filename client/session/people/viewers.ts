import { equalJson } from "../../../schema/values/equalJson.ts";
import { readAwareness } from "./readAwareness.ts";
import type { ViewerPresence } from "../types.ts";

/** How long a viewer stays in the bar after its connection is lost. */
export const LOST_FOR_MS = 15_000;

/** A viewer with the moment it vanished. */
interface TrackedViewer {
  readonly presence: ViewerPresence;
  readonly lostAtMs: number | undefined;
}

export type TrackedViewers = ReadonlyMap<number, TrackedViewer>;

function seen(
  previous: TrackedViewer | undefined,
  clientId: number,
  state: unknown,
  nowMs: number,
): TrackedViewer | undefined {
  const parsed = readAwareness(state);
  if (parsed?.role !== "buyer") return undefined;
  const { name, attention, transport, hearts, ask, measures } = parsed;
  const lost = parsed.reach === "lost";
  const before = previous?.presence;
  if (before === undefined) {
    const presence = {
      clientId,
      name,
      attention,
      transport,
      hearts,
      ask,
      measures,
      sinceMs: nowMs,
      attentionSinceMs: nowMs,
      lost,
    };
    return { presence, lostAtMs: undefined };
  }
  const sameAttention = equalJson(before.attention, attention);
  const sameWay = before.transport === transport && before.name === name;
  const sameWishes =
    equalJson(before.hearts, hearts) &&
    before.ask?.at === ask?.at &&
    equalJson(before.measures, measures);
  const same = sameAttention && sameWay && sameWishes;
  if (same && before.lost === lost) return previous;
  const attentionSinceMs = sameAttention ? before.attentionSinceMs : nowMs;
  return {
    presence: {
      ...before,
      name,
      attention,
      transport,
      hearts,
      ask,
      measures,
      attentionSinceMs,
      lost,
    },
    lostAtMs: undefined,
  };
}

function missed(previous: TrackedViewer, nowMs: number): TrackedViewer | undefined {
  if (previous.lostAtMs === undefined) {
    return { presence: { ...previous.presence, lost: true }, lostAtMs: nowMs };
  }
  return nowMs - previous.lostAtMs < LOST_FOR_MS ? previous : undefined;
}

/** Pure: the viewers after a change of awareness, first comers first; the same map while nothing changed. */
export function trackViewers(
  previous: TrackedViewers,
  states: ReadonlyMap<number, unknown>,
  nowMs: number,
): TrackedViewers {
  const next = new Map<number, TrackedViewer>();
  for (const [clientId, tracked] of previous) {
    const kept = states.has(clientId)
      ? seen(tracked, clientId, states.get(clientId), nowMs)
      : missed(tracked, nowMs);
    if (kept !== undefined) next.set(clientId, kept);
  }
  for (const [clientId, state] of states) {
    if (previous.has(clientId)) continue;
    const viewer = seen(undefined, clientId, state, nowMs);
    if (viewer !== undefined) next.set(clientId, viewer);
  }
  return replaceReturned(previous, next);
}

/** Replaces the lost entry of a reloaded page, which returns under a new client id and the same name. */
function replaceReturned(
  previous: TrackedViewers,
  next: Map<number, TrackedViewer>,
): TrackedViewers {
  for (const [clientId, tracked] of next) {
    if (!tracked.presence.lost) continue;
    const successor = [...next.values()].find(
      ({ presence }) =>
        !presence.lost &&
        presence.name === tracked.presence.name &&
        !previous.has(presence.clientId),
    );
    if (successor === undefined) continue;
    next.set(successor.presence.clientId, {
      ...successor,
      presence: { ...successor.presence, sinceMs: tracked.presence.sinceMs },
    });
    next.delete(clientId);
  }
  const same =
    next.size === previous.size && [...next].every(([id, viewer]) => previous.get(id) === viewer);
  return same ? previous : next;
}
