import type { Deliveries } from "./deliveries.ts";
import { Pace, type PaceReport } from "./pace.ts";
import type { Work } from "../plan.ts";
import type { AgentLine } from "../wires/wire.ts";

/** The agents of a load process, writing until stopped. */
export interface Labour {
  start(): void;
  openWindow(): void;
  /** Adherence to the schedule since the start of the window. */
  report(): PaceReport;
  stop(): void;
  /** Resolves once all counted work is done and delivered; immediately for an endless load. */
  finished(): Promise<void>;
}

/** Spreads the rooms' messages evenly over the period. */
function openPacedLabour(
  agents: readonly AgentLine[],
  work: Work & { kind: "paced" },
  deliveries: Deliveries,
): Labour {
  /** Numbers stay consecutive even where turns are skipped, since a change refers to the one before it. */
  const turns = (act: (agent: AgentLine, room: number, sequence: number) => void) => {
    const done = new Int32Array(agents.length);
    return (turn: number): void => {
      const room = turn % agents.length;
      const agent = agents[room];
      const sequence = (done[room] ?? 0) + 1;
      done[room] = sequence;
      if (agent !== undefined) act(agent, room, sequence);
    };
  };
  const pace = new Pace([
    {
      perSecond: work.changesPerSecond * agents.length,
      act: turns((agent, room, sequence) => {
        deliveries.sent("change", room, sequence);
        agent.change(sequence);
      }),
    },
    {
      perSecond: work.pointsPerSecond * agents.length,
      act: turns((agent, room, sequence) => {
        deliveries.sent("pointer", room, sequence);
        agent.point(sequence);
      }),
    },
  ]);
  return {
    start: () => pace.start(),
    openWindow: () => pace.openWindow(),
    report: () => pace.report(),
    stop: () => pace.stop(),
    finished: () => Promise.resolve(),
  };
}

/**
 * Keeps `inFlight` changes of every room undelivered, up to `changes` of them. Only the first and the last viewer of a
 * room are checked: a frame reaches all in that order.
 */
function openClosedLabour(
  agents: readonly AgentLine[],
  viewers: number,
  { inFlight, changes }: { readonly inFlight: number; readonly changes: number },
  deliveries: Deliveries,
): Labour {
  const sent = agents.map(() => 0);
  const done = Promise.withResolvers<void>();
  let [sentBefore, running] = [0, false];
  const total = () => sent.reduce((sum, count) => sum + count, 0);
  const arrived = (room: number): number => {
    const first = room * viewers;
    const [one, other] = [first, first + viewers - 1];
    return Math.min(deliveries.latest("change", one), deliveries.latest("change", other));
  };
  const refillRoom = (agent: AgentLine, room: number): boolean => {
    const here = arrived(room);
    const until = Math.min(changes, here + inFlight);
    for (let sequence = sent[room] ?? 0; sequence < until;) {
      sequence += 1;
      sent[room] = sequence;
      deliveries.sent("change", room, sequence);
      agent.change(sequence);
    }
    return here >= changes;
  };
  const refill = (): void => {
    if (!running) return;
    let finished = 0;
    for (const [room, agent] of agents.entries()) if (refillRoom(agent, room)) finished += 1;
    if (finished === agents.length) done.resolve();
    else setImmediate(refill);
  };
  return {
    start: () => {
      running = true;
      refill();
    },
    openWindow: () => {
      sentBefore = total();
    },
    report: () => ({ due: total() - sentBefore, done: total() - sentBefore, lateP99Ms: 0 }),
    stop: () => {
      running = false;
    },
    finished: () => done.promise,
  };
}

const NO_LABOUR: Labour = {
  start: () => undefined,
  openWindow: () => undefined,
  report: () => ({ due: 0, done: 0, lateP99Ms: 0 }),
  stop: () => undefined,
  finished: () => Promise.resolve(),
};

/** `viewers`: of each room, in this process. */
export function openLabour(
  agents: readonly AgentLine[],
  viewers: number,
  work: Work,
  deliveries: Deliveries,
): Labour {
  if (agents.length === 0) return NO_LABOUR;
  switch (work.kind) {
    case "idle":
      return NO_LABOUR;
    case "paced":
      return openPacedLabour(agents, work, deliveries);
    case "saturated":
      return openClosedLabour(agents, viewers, { ...work, changes: Infinity }, deliveries);
    case "counted":
      return openClosedLabour(agents, viewers, work, deliveries);
  }
}
