import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Histogram } from "./figures/histogram.ts";
import type { Figures, Sample } from "./figures/sample.ts";
import type { JoinReport } from "./load/messages.ts";
import type { LoadPlan } from "./load/plan.ts";
import type { RoomAccess } from "./load/wires/wire.ts";
import type { System, SystemName } from "./plan/systems.ts";
import type { Cores } from "./processes/cores.ts";
import { HURRIED, OPERATOR } from "./processes/environment.ts";
import { startLoadProcess, type LoadProcess } from "./processes/loadProcess.ts";
import { makeRooms, nameRooms } from "./processes/rooms.ts";
import { startServer, type ServerProcess } from "./processes/serverProcess.ts";

/** Size of the presented hour. Memory is averaged over the rooms. */
export interface HourSize {
  readonly rooms: number;
  readonly changes: number;
  /** Timed joins of each room. */
  readonly rounds: number;
}

/** Two changes a second for an hour. */
export const HOUR: HourSize = { rooms: 40, changes: 7200, rounds: 10 };
export const QUICK_HOUR: HourSize = { rooms: 6, changes: 200, rounds: 2 };

/** Systems that store a document. */
export const HOUR_SYSTEMS: readonly SystemName[] = ["offplan", "y-websocket", "hocuspocus"];

const IN_FLIGHT = 20;
const WARM_ROOMS = 3;
/** Two viewers: one stays connected, the other reconnects. */
const VIEWERS = 2;
const LOSSY = 5;

const summary = (joins: JoinReport) => {
  const latencies = Histogram.merge([joins.latencies]);
  return { p50: latencies.percentile(0.5) ?? NaN, p95: latencies.percentile(0.95) ?? NaN };
};

interface Stage {
  readonly system: System;
  readonly size: HourSize;
  readonly load: LoadProcess;
  readonly rooms: readonly RoomAccess[];
}

const planFor = (stage: Stage, port: number, rooms: readonly RoomAccess[]): LoadPlan => ({
  wire: stage.system.name,
  port,
  rooms,
  viewers: 1,
  firstViewer: 0,
  leads: true,
  attends: false,
  echoes: false,
  work: { kind: "counted", changes: stage.size.changes, inFlight: IN_FLIGHT },
});

/** Plays an hour of presenting in these rooms within a minute. */
async function present(
  stage: Stage,
  server: ServerProcess,
  rooms: readonly RoomAccess[],
): Promise<() => Promise<void>> {
  await stage.load.order({ kind: "join", plan: planFor(stage, server.port, rooms) });
  return async () => {
    await stage.load.order({ kind: "start" });
    await stage.load.order({ kind: "finish" });
  };
}

/** Heap growth of each room over the hour, and the time of a join afterwards. */
async function measureHour(stage: Stage, server: ServerProcess): Promise<Figures> {
  const { load, size } = stage;
  const [warm, weighed] = [stage.rooms.slice(0, WARM_ROOMS), stage.rooms.slice(WARM_ROOMS)];
  await (
    await present(stage, server, warm)
  )();
  await load.order({ kind: "leave" });
  const goOn = await present(stage, server, weighed);
  const before = await server.memory();
  await goOn();
  const after = await server.memory();
  const plan = { ...planFor(stage, server.port, weighed), firstViewer: 1 };
  const discard = Math.min(weighed.length, LOSSY * size.rounds);
  const joins = await load.timeJoins({ plan, rounds: size.rounds, discard });
  const { p50, p95 } = summary(joins);
  await load.order({ kind: "leave" });
  return {
    documentBytes: joins.documentBytes,
    documentHeapBytes: (after.heapUsed - before.heapUsed) / weighed.length,
    joinP50Ms: p50,
    joinP95Ms: p95,
  };
}

/** Joins after a restart, when no room is in memory. The first few warm the code and are not counted. */
async function measureCold(stage: Stage, server: ServerProcess): Promise<Figures> {
  const plan = { ...planFor(stage, server.port, stage.rooms), firstViewer: 1 };
  const discard = Math.floor(stage.rooms.length / 4);
  const { p50, p95 } = summary(await stage.load.timeJoins({ plan, rounds: 1, discard }));
  return { coldJoinP50Ms: p50, coldJoinP95Ms: p95 };
}

/** One repetition. Cold rooms are measured for our server alone: peers do not persist documents by default. */
export async function runHour(
  system: System,
  repetition: number,
  cores: Cores,
  size: HourSize,
): Promise<Sample> {
  const dataDir = await mkdtemp(join(tmpdir(), "offplan-bench-hour-"));
  const environment = { ...OPERATOR, ...HURRIED };
  const load = startLoadProcess(cores, cores.load[0] ?? "0");
  let server = await startServer(system, cores, environment, dataDir);
  const isOurs = system.name === "offplan";
  const count = size.rooms + WARM_ROOMS;
  try {
    const rooms = isOurs ? await makeRooms(server.port, count, VIEWERS) : nameRooms(count);
    const stage: Stage = { system, size, load, rooms };
    const warm = await measureHour(stage, server);
    if (!isOurs) return { case: "hour", system: system.name, repetition, figures: warm };
    await server.close();
    server = await startServer(system, cores, environment, dataDir);
    const cold = await measureCold(stage, server);
    return { case: "hour", system: system.name, repetition, figures: { ...warm, ...cold } };
  } finally {
    await Promise.all([server.close(), load.close()]);
    await rm(dataDir, { recursive: true, force: true });
  }
}
