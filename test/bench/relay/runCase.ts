import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as passing } from "node:timers/promises";
import { startPostgres } from "../../support/services/postgresServer.ts";
import { startRedis } from "../../support/services/redisServer.ts";
import { deriveFigures } from "../figures/derive.ts";
import type { LoadAnswer } from "../load/messages.ts";
import { findSystem, type System } from "../plan/systems.ts";
import { openChannel } from "../processes/channel.ts";
import { pinnedNode, type Cores } from "../processes/cores.ts";
import { OPERATOR } from "../processes/environment.ts";
import { makeRooms, nameRooms } from "../processes/rooms.ts";
import { startServer, type ServerProcess } from "../processes/serverProcess.ts";
import type { CpuReading } from "../servers/probeMessages.ts";
import { WORK, type Fleet, type RelayCase } from "./cases.ts";
import type { SpreadOrder } from "./load.ts";
import { readRedis } from "./redisMeter.ts";

/** One repetition of one case on one fleet. */
export interface RelaySample {
  readonly changeP50Ms: number;
  readonly changeP99Ms: number;
  readonly pointerP50Ms: number;
  readonly pointerP99Ms: number;
  /** Processor time of all processes together. */
  readonly microsPerDelivery: number;
  readonly cpuShare: number;
  /** Processor time of Redis, of one core. */
  readonly redisCpuShare: number;
  readonly redisBytesInPerRoomSecond: number;
  readonly redisBytesOutPerRoomSecond: number;
  /** 0–1. */
  readonly deliveredShare: number;
  /** Growth summed over all processes, once all participants have joined. */
  readonly heapBytesPerRoom: number;
  readonly rssBytesPerRoom: number;
  /** Why the figures above are invalid. */
  readonly doubt: string | undefined;
}

export interface Watch {
  readonly cores: Cores;
  readonly warmMs: number;
  readonly measureMs: number;
}

const SETTLE_MS = 1500;
const LOAD = join(import.meta.dirname, "load.ts");
const SECRET = "a-secret-that-all-processes-share";

function systemOf({ system }: Fleet): System {
  const found = findSystem(system);
  if (found === undefined) throw new Error(`there is no ${system}`);
  return system === "offplan" ? found : { ...found, entry: "relay/hocuspocus.ts" };
}

function openLoad(cores: Cores) {
  const [command, commandArguments] = pinnedNode(cores, cores.load[0] ?? "0", [LOAD]);
  const child = spawn(command, commandArguments, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const channel = openChannel<SpreadOrder, LoadAnswer>("the load", child);
  return {
    order: async (order: SpreadOrder): Promise<LoadAnswer> => {
      const answer = await channel.ask(order);
      if (answer.kind === "failed") throw new Error(answer.message);
      return answer;
    },
    close: () => channel.close(),
  };
}

const sum = (figures: readonly number[]): number =>
  figures.reduce((total, figure) => total + figure, 0);

/** Processor time of the whole fleet, as of one server. */
async function readCpu(servers: readonly ServerProcess[]): Promise<CpuReading> {
  const readings = await Promise.all(servers.map((server) => server.cpu()));
  return {
    userMs: sum(readings.map(({ userMs }) => userMs)),
    systemMs: sum(readings.map(({ systemMs }) => systemMs)),
    atMs: readings[0]?.atMs ?? NaN,
  };
}

async function readMemory(servers: readonly ServerProcess[]) {
  const readings = await Promise.all(servers.map((server) => server.memory()));
  return {
    heap: sum(readings.map(({ heapUsed }) => heapUsed)),
    rss: sum(readings.map(({ rss }) => rss)),
  };
}

export async function runRelayCase(
  fleet: Fleet,
  { rooms: roomCount, viewers }: RelayCase,
  { cores, warmMs, measureMs }: Watch,
): Promise<RelaySample> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const isOurs = fleet.system === "offplan";
  const environment: Record<string, string> = {
    ...OPERATOR,
    ...(isOurs && { DATABASE_URL: postgres.url, AUTH_SECRET: SECRET }),
    ...(fleet.engine === "redis" && { REDIS_URL: redis.url }),
  };
  const servers: ServerProcess[] = [];
  const load = openLoad(cores);
  try {
    while (servers.length < fleet.processes) {
      servers.push(await startServer(systemOf(fleet), cores, environment));
    }
    const ports = servers.map(({ port }) => port);
    const [port = 0] = ports;
    const rooms = isOurs ? await makeRooms(port, roomCount, viewers) : nameRooms(roomCount);
    const before = await readMemory(servers);
    await load.order({
      kind: "join",
      plan: {
        wire: fleet.system,
        port,
        ports,
        rooms,
        viewers,
        firstViewer: 0,
        leads: true,
        attends: true,
        echoes: false,
        work: WORK,
      },
    });
    await passing(SETTLE_MS);
    const after = await readMemory(servers);
    await load.order({ kind: "start" });
    await passing(warmMs);
    await load.order({ kind: "open-window" });
    const [opened, redisBefore] = [await readCpu(servers), await readRedis(redis)];
    await passing(measureMs);
    const [closed, redisAfter] = [await readCpu(servers), await readRedis(redis)];
    const answer = await load.order({ kind: "close-window" });
    if (answer.kind !== "report") throw new Error("the load has no report");
    const { figures, loadBound, lost } = deriveFigures(
      { opened, closed },
      [answer.report],
      viewers,
    );
    const seconds = (closed.atMs - opened.atMs) / 1000;
    const perRoomSecond = (bytes: number): number => bytes / roomCount / seconds;
    return {
      changeP50Ms: figures.changeP50Ms ?? NaN,
      changeP99Ms: figures.changeP99Ms ?? NaN,
      pointerP50Ms: figures.pointerP50Ms ?? NaN,
      pointerP99Ms: figures.pointerP99Ms ?? NaN,
      microsPerDelivery: figures.microsPerDelivery ?? NaN,
      cpuShare: figures.cpuShare ?? NaN,
      deliveredShare: figures.deliveredShare ?? NaN,
      redisCpuShare: (redisAfter.cpuMs - redisBefore.cpuMs) / 1000 / seconds,
      redisBytesInPerRoomSecond: perRoomSecond(redisAfter.bytesIn - redisBefore.bytesIn),
      redisBytesOutPerRoomSecond: perRoomSecond(redisAfter.bytesOut - redisBefore.bytesOut),
      heapBytesPerRoom: (after.heap - before.heap) / roomCount,
      rssBytesPerRoom: (after.rss - before.rss) / roomCount,
      doubt: loadBound ?? lost,
    };
  } finally {
    await Promise.all([load.close(), ...servers.map((server) => server.close())]);
    await Promise.all([postgres.close(), redis.close()]);
  }
}
