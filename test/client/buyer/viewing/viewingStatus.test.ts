import { describe, expect, test } from "vitest";
import {
  statusOf,
  nextChangeMs,
  type ViewingStatus,
  type Situation,
} from "../../../../client/buyer/viewing/viewingStatus.ts";
import { SHOWN_AFTER_MS } from "../../../../client/session/room/connection.ts";
import type { AgentPresence, ConnectionState } from "../../../../client/session/types.ts";

const NOW_MS = 1_000_000;
const present: AgentPresence = { kind: "present", name: "Anna", paused: false };
const AGENTS = {
  waiting: { kind: "waiting" },
  present,
  paused: { ...present, paused: true },
  unreachable: { kind: "unreachable", sinceMs: NOW_MS - SHOWN_AFTER_MS },
  blinking: { kind: "unreachable", sinceMs: NOW_MS - SHOWN_AFTER_MS + 1 },
  away: { kind: "away", sinceMs: NOW_MS - 60_000 },
} satisfies Record<string, AgentPresence>;
const CONNECTIONS = {
  connecting: { kind: "connecting" },
  live: { kind: "live" },
  blinking: { kind: "reconnecting", sinceMs: NOW_MS - SHOWN_AFTER_MS + 1 },
  lost: { kind: "reconnecting", sinceMs: NOW_MS - SHOWN_AFTER_MS },
  closed: { kind: "closed", reason: "ended" },
} satisfies Record<string, ConnectionState>;

/** With a view to draw, by the agent's state: [status while following, status while exploring]. */
const LINES = {
  waiting: ["waiting", "waiting"],
  present: ["presenting", "exploring"],
  paused: ["paused", "exploring"],
  unreachable: ["reconnecting", "reconnecting"],
  blinking: ["presenting", "exploring"],
  away: ["away", "away"],
} as const;

type AgentName = keyof typeof AGENTS;
type ConnectionName = keyof typeof CONNECTIONS;
const combinations = (Object.keys(AGENTS) as AgentName[]).flatMap((agent) =>
  (Object.keys(CONNECTIONS) as ConnectionName[]).flatMap((connection) =>
    [false, true].flatMap((exploring) =>
      [false, true].map((drawable) => ({ agent, connection, exploring, drawable })),
    ),
  ),
);

const situation = (over: Partial<Situation> = {}): Situation => ({
  connection: CONNECTIONS.live,
  agent: present,
  exploring: false,
  drawable: true,
  openedAtMs: NOW_MS,
  ...over,
});

test("the table is complete", () => {
  expect(combinations).toHaveLength(6 * 5 * 2 * 2);
});

describe.each(combinations)(
  "agent $agent, $connection, exploring $exploring, drawable $drawable",
  ({ agent, connection, exploring, drawable }) => {
    const viewingStatus = statusOf(
      situation({
        agent: AGENTS[agent],
        connection: CONNECTIONS[connection],
        exploring,
        drawable,
      }),
      NOW_MS,
    );

    const expected = (): ViewingStatus => {
      if (connection === "closed") return { kind: "closed" };
      if (!drawable) return { kind: "opening", slow: false };
      // A connection lost moments ago takes precedence over the agent's state.
      const known = connection === "blinking" && agent === "unreachable" ? "blinking" : agent;
      const status = connection === "lost" ? "reconnecting" : LINES[known][exploring ? 1 : 0];
      return { kind: "viewing", status, stale: !exploring && status !== "presenting" };
    };

    test("has its one status", () => {
      expect(viewingStatus).toEqual(expected());
    });
  },
);

test("a slow opening is reported", () => {
  const opening = situation({ drawable: false, connection: CONNECTIONS.connecting });
  expect(statusOf(opening, NOW_MS + SHOWN_AFTER_MS - 1)).toMatchObject({ slow: false });
  expect(statusOf(opening, NOW_MS + SHOWN_AFTER_MS)).toMatchObject({ slow: true });
});

describe("the next time the status may change", () => {
  test("is when a lost connection is shown", () => {
    const blinking = situation({ connection: { kind: "reconnecting", sinceMs: NOW_MS } });
    const waitMs = nextChangeMs(blinking, NOW_MS) ?? 0;
    expect(statusOf(blinking, NOW_MS + waitMs - 1)).toMatchObject({ status: "presenting" });
    expect(statusOf(blinking, NOW_MS + waitMs)).toMatchObject({ status: "reconnecting" });
    expect(nextChangeMs(blinking, NOW_MS + waitMs + 1)).toBe(0);
  });

  test("is when an unreachable agent is shown, as for a connection lost here", () => {
    const blinking = situation({ agent: { kind: "unreachable", sinceMs: NOW_MS } });
    const waitMs = nextChangeMs(blinking, NOW_MS) ?? 0;
    expect(statusOf(blinking, NOW_MS + waitMs - 1)).toMatchObject({
      status: "presenting",
      stale: false,
    });
    expect(statusOf(blinking, NOW_MS + waitMs)).toMatchObject({
      status: "reconnecting",
      stale: true,
    });
  });

  test("is when opening becomes slow", () => {
    const opening = situation({ drawable: false });
    expect(nextChangeMs(opening, NOW_MS)).toBe(SHOWN_AFTER_MS);
    expect(nextChangeMs(opening, NOW_MS + SHOWN_AFTER_MS)).toBe(0);
  });

  test("is never while all is well", () => {
    expect(nextChangeMs(situation(), NOW_MS)).toBeUndefined();
  });
});
