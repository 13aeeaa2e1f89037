import { seeded } from "../../../demo/random.ts";
import type { Balancer } from "../../../support/services/balancer.ts";
import type { Cluster } from "../../../support/nodes/cluster.ts";
import { HealthLog } from "../../../support/nodes/historyHealth.ts";
import { findDocument } from "../../../support/nodes/historyStorage.ts";
import { askUntil, statusOf } from "../clusterFixture.ts";
import { examine, within } from "./check.ts";
import { openHttpLoad } from "./httpLoad.ts";
import { openBusyRoom, type BusyRoom, type Homes } from "./room.ts";
import { openSchedule } from "./schedule.ts";

const READ_EVERY_MS = 700;

interface Outcome {
  readonly problems: readonly string[];
  /** Processes that ended by themselves. */
  readonly crashes: number;
  /** Per room. */
  readonly acknowledgedWrites: readonly number[];
  readonly acknowledgedCalls: number;
  readonly summary: string;
}

/** Presentations on a cluster with random faults. */
export interface ChaosRun {
  /** Injected and repaired faults so far. */
  readonly lines: readonly string[];
  /** Runs for this time, repairs everything, and checks the result. */
  run(forMs: number): Promise<Outcome>;
}

/** Every home of the demo: most for the agents' shortlists, a few for forgeries and one for the HTTP load. */
async function findHomes(cluster: Cluster): Promise<Homes & { readonly httpLoad: string }> {
  const path = "/api/projects/lagoon-terraces/units";
  const response = await cluster.call("GET", path, undefined, await cluster.signIn());
  const { units } = (await response.json()) as { readonly units: readonly { id: string }[] };
  const [httpLoad = "", ...homes] = units.map(({ id }) => id);
  return { httpLoad, forged: homes.slice(0, 10), honest: homes.slice(10) };
}

/** Identifies one start of one process. */
const startOf = ({ name, starts }: Cluster["nodes"][number]): string => `${name}${starts}`;

function watchHealth(cluster: Cluster) {
  const health = new HealthLog(Date.now);
  const look = (broken: ReadonlySet<string>): void => {
    for (const node of cluster.nodes) {
      const places = [node.name, `${node.name} toDatabase`, "PostgreSQL"];
      health.set(startOf(node), node.isUp && !places.some((place) => broken.has(place)));
    }
  };
  look(new Set());
  return { health, look };
}

/** Polls the stored document of each room. */
function readStored(cluster: Cluster, rooms: readonly BusyRoom[]) {
  const timer = setInterval(() => {
    for (const { presentation, history } of rooms) {
      findDocument(cluster.postgres.url, presentation.room).then(
        (found) => history.stored(found?.clocks ?? new Map()),
        () => undefined,
      );
    }
  }, READ_EVERY_MS);
  return () => clearInterval(timer);
}

async function allReady({ nodes }: Cluster): Promise<void> {
  await within(
    "every process is ready",
    askUntil(
      () => Promise.all(nodes.map(({ url }) => statusOf(url, "/readyz"))),
      (statuses) => statuses.every((status) => status === 200),
    ),
  );
}

/** Number of a room's writes that must exist in the end. */
function countAcknowledged({ history, tab }: BusyRoom, health: HealthLog): number {
  const wanted = history.acknowledged(health, tab.client.doc.clientID);
  return history.writes.filter((write) => write.clock <= (wanted.get(write.tab) ?? 0)).length;
}

export async function openChaosRun(
  cluster: Cluster,
  seed: string,
  size: number,
): Promise<ChaosRun> {
  const random = seeded(seed);
  const homes = await findHomes(cluster);
  const processOf = (line: Balancer): string => {
    const node = cluster.nodes.find(({ name }) => name === line.latest);
    return node === undefined ? "nowhere" : startOf(node);
  };
  const rooms: BusyRoom[] = [];
  while (rooms.length < size) {
    rooms.push(await openBusyRoom(cluster, random, homes, processOf));
  }
  const [first] = rooms;
  if (first === undefined) throw new Error("there is no room");
  const { token: buyerToken } = await first.presentation.join("Liker");
  const load = openHttpLoad(cluster, first.presentation, { home: homes.httpLoad, buyerToken });
  const { health, look } = watchHealth(cluster);
  const schedule = openSchedule(cluster, rooms, random, look);
  const stopReading = readStored(cluster, rooms);

  return {
    lines: schedule.lines,
    run: async (forMs) => {
      await schedule.run(forMs);
      await allReady(cluster);
      stopReading();
      await load.stop();
      for (const room of rooms) room.stopWriting();
      const found = await Promise.all(rooms.map((room) => examine(cluster, room, health, homes)));
      const acknowledgedWrites = rooms.map((room) => countAcknowledged(room, health));
      const writes = rooms.flatMap(({ history }) => history.writes);
      const tabs = new Set(writes.map(({ tab }) => tab)).size;
      const acknowledged = acknowledgedWrites.reduce((sum, count) => sum + count, 0);
      return {
        problems: [...found.flat(), ...(await load.broken())],
        crashes: cluster.nodes.reduce((sum, { crashes }) => sum + crashes, 0),
        acknowledgedWrites,
        acknowledgedCalls: load.acknowledged,
        summary: `${schedule.lines.length} events; ${writes.length} writes of ${tabs} tabs, ${acknowledged} acknowledged; ${load.acknowledged} calls`,
      };
    },
  };
}
