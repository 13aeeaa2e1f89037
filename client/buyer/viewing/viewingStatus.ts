import { SHOWN_AFTER_MS } from "../../session/room/connection.ts";
import type { AgentPresence, ConnectionState } from "../../session/types.ts";
import { useEffect, useState } from "react";
import type { Clock } from "../../base/clock.ts";

/** Content of the status line. */
export type Status = "presenting" | "exploring" | "waiting" | "away" | "paused" | "reconnecting";

/** Content of a joined buyer's page. */
export type ViewingStatus =
  /** Nothing to draw yet. `slow`: for longer than `SHOWN_AFTER_MS`. */
  | { readonly kind: "opening"; readonly slow: boolean }
  /** `stale`: the stage shows the agent's last view, calmer, because it may be out of date. */
  | { readonly kind: "viewing"; readonly status: Status; readonly stale: boolean }
  | { readonly kind: "closed" };

export interface Situation {
  readonly connection: ConnectionState;
  readonly agent: AgentPresence;
  readonly exploring: boolean;
  /** The first state and the project are loaded. */
  readonly drawable: boolean;
  /** When this page began to open the room. */
  readonly openedAtMs: number;
}

type Way = Pick<Situation, "connection" | "agent">;

/** Since when this page or the agent is cut off. */
function lostSinceMs({ connection, agent }: Way): number | undefined {
  if (connection.kind === "reconnecting") return connection.sinceMs;
  return agent.kind === "unreachable" ? agent.sinceMs : undefined;
}

function isLost(way: Way, nowMs: number): boolean {
  const sinceMs = lostSinceMs(way);
  return sinceMs !== undefined && nowMs - sinceMs >= SHOWN_AFTER_MS;
}

function lineStatusOf(situation: Situation, nowMs: number): Status {
  const { agent, exploring } = situation;
  if (isLost(situation, nowMs)) return "reconnecting";
  switch (agent.kind) {
    case "waiting":
      return "waiting";
    case "away":
      return "away";
    case "present":
      if (exploring) return "exploring";
      return agent.paused ? "paused" : "presenting";
    case "unreachable":
      return exploring ? "exploring" : "presenting";
  }
}

/** Pure: the same situation at the same time has the same status. */
export function statusOf(situation: Situation, nowMs: number): ViewingStatus {
  if (situation.connection.kind === "closed") return { kind: "closed" };
  if (!situation.drawable) {
    return { kind: "opening", slow: nowMs - situation.openedAtMs >= SHOWN_AFTER_MS };
  }
  const status = lineStatusOf(situation, nowMs);
  return { kind: "viewing", status, stale: status !== "presenting" && !situation.exploring };
}

/** Time until the status changes by itself; 0: now. `undefined`: only an event changes it. */
export function nextChangeMs(
  { drawable, openedAtMs, ...way }: Omit<Situation, "exploring">,
  nowMs: number,
): number | undefined {
  const sinceMs = drawable ? lostSinceMs(way) : openedAtMs;
  return sinceMs === undefined ? undefined : Math.max(0, sinceMs + SHOWN_AFTER_MS - nowMs);
}

/** The status of a situation, looked at again when time alone changes it. */
export function useViewingStatus(situation: Situation, clock: Clock): ViewingStatus {
  const [nowMs, setNowMs] = useState(() => clock.now());
  const { connection, agent, drawable, openedAtMs } = situation;
  useEffect(() => {
    const waitMs = nextChangeMs({ connection, agent, drawable, openedAtMs }, clock.now());
    return waitMs === undefined ? undefined : clock.after(waitMs, () => setNowMs(clock.now()));
  }, [clock, connection, agent, drawable, openedAtMs]);
  return statusOf(situation, nowMs);
}
