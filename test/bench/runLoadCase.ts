import { setTimeout as passing } from "node:timers/promises";
import { join } from "node:path";
import { deriveFigures } from "./figures/derive.ts";
import type { Figures, Sample } from "./figures/sample.ts";
import type { LoadCase } from "./plan/cases.ts";
import { splitLoad } from "./plan/split.ts";
import { needsTokens, type System } from "./plan/systems.ts";
import type { Cores } from "./processes/cores.ts";
import { startLoadProcess, type LoadProcess, type PlainOrder } from "./processes/loadProcess.ts";
import { makeRooms, nameRooms } from "./processes/rooms.ts";
import { HURRIED, OPERATOR } from "./processes/environment.ts";
import { startServer, type ServerProcess } from "./processes/serverProcess.ts";

/** Length of the window, and the means of measuring. */
export interface Watch {
  readonly cores: Cores;
  readonly warmMs: number;
  readonly measureMs: number;
  /** Folder for a CPU profile of each server's window; absent: none. */
  readonly profileDir: string | undefined;
}

const environmentOf = ({ work }: LoadCase): Readonly<Record<string, string>> =>
  work.kind === "saturated" ? { ...OPERATOR, ...HURRIED } : OPERATOR;

/** Rooms joined and left before the first memory reading, so that code and pools are warm. */
const WARM_ROOMS = 30;
const SETTLE_MS = 1000;
/** Wait in ms before the memory of idle connections is read. */
const IDLE_MS = 10_000;

/** One server with its load processes. */
interface Setting {
  readonly server: ServerProcess;
  readonly loads: readonly LoadProcess[];
  join(rooms: number): Promise<void>;
  all(order: PlainOrder): Promise<void>;
}

function openSetting(
  loadCase: LoadCase,
  system: System,
  server: ServerProcess,
  loads: readonly LoadProcess[],
): Setting {
  const { attends, echoes, work, viewers } = loadCase;
  const all = async (order: PlainOrder): Promise<void> => {
    await Promise.all(loads.map((load) => load.order(order)));
  };
  return {
    server,
    loads,
    all,
    join: async (count) => {
      const rooms = needsTokens(system)
        ? await makeRooms(server.port, count, viewers)
        : nameRooms(count);
      const shared = { wire: system.name, port: server.port, attends, echoes, work };
      const plans = splitLoad(shared, rooms, viewers, loads.length);
      await Promise.all(
        loads.map(async (load, place) => {
          const plan = plans[place];
          if (plan !== undefined) await load.order({ kind: "join", plan });
        }),
      );
    },
  };
}

/** Memory of each connection: the server's growth once all have joined, divided by their number. */
async function joinAndWeigh(setting: Setting, loadCase: LoadCase): Promise<Figures> {
  await setting.join(Math.min(WARM_ROOMS, loadCase.rooms));
  await setting.all({ kind: "leave" });
  await passing(SETTLE_MS);
  const before = await setting.server.memory();
  await setting.join(loadCase.rooms);
  await passing(loadCase.work.kind === "idle" ? IDLE_MS : SETTLE_MS);
  const after = await setting.server.memory();
  const connections = loadCase.rooms * (loadCase.viewers + 1);
  return {
    connections,
    heapBytesPerConnection: (after.heapUsed - before.heapUsed) / connections,
    rssBytesPerConnection: (after.rss - before.rss) / connections,
  };
}

async function work(
  setting: Setting,
  loadCase: LoadCase,
  watch: Watch,
  profilePath: string | undefined,
): Promise<Pick<Sample, "figures" | "loadBound" | "lost">> {
  const { server, loads } = setting;
  await setting.all({ kind: "start" });
  await passing(watch.warmMs);
  if (profilePath !== undefined) await server.startProfile();
  await setting.all({ kind: "open-window" });
  const opened = await server.cpu();
  await passing(watch.measureMs);
  const closed = await server.cpu();
  const reports = await Promise.all(loads.map((load) => load.report()));
  if (profilePath !== undefined) await server.stopProfile(profilePath);
  return deriveFigures({ opened, closed }, reports, loadCase.viewers);
}

/** One repetition with one freshly started system. */
export async function runLoadCase(
  loadCase: LoadCase,
  system: System,
  repetition: number,
  watch: Watch,
): Promise<Sample> {
  const { cores, profileDir } = watch;
  const identity = { case: loadCase.name, system: system.name, repetition };
  const profilePath =
    profileDir && join(profileDir, `${loadCase.name}-${system.name}-${repetition}.cpuprofile`);
  const server = await startServer(system, cores, environmentOf(loadCase));
  const loads = cores.load.map((core) => startLoadProcess(cores, core));
  try {
    const setting = openSetting(loadCase, system, server, loads);
    const memory = loadCase.readsMemory ? await joinAndWeigh(setting, loadCase) : {};
    if (!loadCase.readsMemory) await setting.join(loadCase.rooms);
    if (loadCase.work.kind === "idle") return { ...identity, figures: memory };
    const worked = await work(setting, loadCase, watch, profilePath);
    return { ...identity, ...worked, figures: { ...worked.figures, ...memory } };
  } finally {
    await Promise.all([server.close(), ...loads.map((load) => load.close())]);
  }
}
