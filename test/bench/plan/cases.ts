import type { Work } from "../load/plan.ts";
import type { SystemName } from "./systems.ts";

export const SCENARIOS = [
  "rooms",
  "viewers",
  "saturated",
  "pointer",
  "echo",
  "idle",
  "growth",
  "hour",
  "browser",
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** One load case: a crowd at a rate, the same for every system. */
export interface LoadCase {
  readonly scenario: Scenario;
  readonly name: string;
  readonly title: string;
  readonly rooms: number;
  /** Viewers of each room, besides its agent. */
  readonly viewers: number;
  readonly attends: boolean;
  readonly echoes: boolean;
  readonly work: Work;
  /** Whether memory is read before and after the crowd has joined. */
  readonly readsMemory: boolean;
  readonly systems: readonly SystemName[];
}

const EVERYBODY: readonly SystemName[] = [
  "offplan",
  "relay",
  "y-websocket",
  "hocuspocus",
  "socket-io",
  "events",
  "polling",
];
const STREAMING: readonly SystemName[] = EVERYBODY.filter((system) => system !== "polling");
const WEBSOCKETS: readonly SystemName[] = STREAMING.filter((system) => system !== "events");

const paced = (changesPerSecond: number, pointsPerSecond: number): Work => ({
  kind: "paced",
  changesPerSecond,
  pointsPerSecond,
});

const rooms = (count: number): LoadCase => ({
  scenario: "rooms",
  name: `rooms-${count}`,
  title: `${count} rooms of 1 agent and 2 buyers, 2 changes and 20 pointers a second in each`,
  rooms: count,
  viewers: 2,
  attends: true,
  echoes: false,
  work: paced(2, 20),
  readsMemory: count >= 1000,
  systems: EVERYBODY,
});

const viewers = (
  count: number,
  systems: readonly SystemName[],
  scenario: Scenario = "viewers",
): LoadCase => ({
  scenario,
  name: `viewers-${count}`,
  title: `1 room, 1 agent and ${count} viewers, 10 changes and 10 pointers a second`,
  rooms: 1,
  viewers: count,
  attends: false,
  echoes: false,
  work: paced(10, 10),
  readsMemory: false,
  systems,
});

const growth = (count: number): LoadCase => ({
  ...rooms(count),
  scenario: "growth",
  name: `growth-${count}`,
  title: `${count} rooms of 1 agent and 2 buyers, 1 change and 5 pointers a second in each`,
  work: paced(1, 5),
  readsMemory: false,
  systems: ["offplan", "relay"],
});

const IDLE_ROOMS = 1666;

/** All load cases; the hour and the pages have their own runners. */
export const LOAD_CASES: readonly LoadCase[] = [
  rooms(100),
  rooms(1000),
  viewers(10, STREAMING),
  viewers(100, STREAMING),
  viewers(1000, STREAMING),
  {
    ...viewers(100, WEBSOCKETS, "saturated"),
    name: "saturated",
    title: "1 room, 1 agent and 100 viewers, 100 changes under way at any time",
    work: { kind: "saturated", inFlight: 100 },
  },
  {
    ...rooms(100),
    scenario: "pointer",
    name: "pointer",
    title: "100 rooms of 1 agent and 2 buyers, a pointer at 60 Hz",
    work: paced(0, 60),
    systems: WEBSOCKETS,
  },
  {
    ...viewers(100, ["offplan", "y-websocket", "hocuspocus"], "echo"),
    name: "echo",
    title:
      "1 room, 1 agent and 100 viewers who send awareness back, 10 changes and 10 pointers a second",
    echoes: true,
  },
  {
    ...rooms(IDLE_ROOMS),
    scenario: "idle",
    name: "idle",
    title: "5,000 connections that do nothing, in rooms of 3",
    work: { kind: "idle" },
    readsMemory: true,
    systems: STREAMING,
  },
  ...[10, 100, 500, 1000, 2000].map(growth),
  viewers(30, ["offplan", "relay"], "growth"),
  viewers(300, ["offplan", "relay"], "growth"),
];

/** The server and each load process have other files open, too. */
const OTHER_FILES = 300;

/** The case with fewer rooms or viewers if a process may not open that many sockets; its title says so. */
export function fitToDescriptors(whole: LoadCase, limit: number): LoadCase {
  const room = whole.viewers + 1;
  const sockets = limit - OTHER_FILES;
  if (whole.rooms * room <= sockets) return whole;
  const rooms = Math.max(1, Math.min(whole.rooms, Math.floor(sockets / room)));
  const viewers = Math.min(whole.viewers, sockets - 1);
  const fewer = `only ${rooms} × ${viewers + 1}, for a process may open ${limit} files`;
  return { ...whole, rooms, viewers, title: `${whole.title} (${fewer})` };
}

const QUICK = { rooms: 5, viewers: 10 } as const;

/** A small version of the case: checks that it runs, not how fast. */
export const shrink = (whole: LoadCase): LoadCase => ({
  ...whole,
  rooms: Math.min(whole.rooms, QUICK.rooms),
  viewers: Math.min(whole.viewers, QUICK.viewers),
});
