import { setTimeout as passing } from "node:timers/promises";
import { between, pick, type Random } from "../../../demo/random.ts";
import type { Cluster } from "../../../support/nodes/cluster.ts";
import type { ClusterNode } from "../../../support/nodes/clusterNode.ts";
import type { BusyRoom } from "./room.ts";

/** A fault for some time. Each `place` has at most one fault at a time. */
interface Fault {
  readonly name: string;
  readonly place: string;
  readonly begin: () => unknown;
  readonly finish: () => unknown;
}

export interface Schedule {
  /** One line per start and end of a fault, with the milliseconds since the start. */
  readonly lines: readonly string[];
  /** Runs for this time, then repairs everything. */
  run(forMs: number): Promise<void>;
}

const MOST_AT_ONCE = 3;
const PAUSE_MS = { low: 150, high: 1500 } as const;
const LASTS_MS = { low: 200, high: 5000 } as const;
const nothing = (): void => undefined;

/** Acts as a supervisor: retries a start that fails. */
async function startAgain(node: ClusterNode): Promise<void> {
  for (;;) {
    try {
      return await node.start();
    } catch {
      await node.process.exited;
    }
  }
}

function faultsOf(node: ClusterNode): readonly Fault[] {
  const place = node.name;
  const start = () => startAgain(node);
  const wire = (of: "toRelay" | "toDatabase", how: "cut" | "hang"): Fault => ({
    name: `${place} ${of} ${how}`,
    place: `${place} ${of}`,
    begin: () => node[of][how](),
    finish: () => node[of].heal(),
  });
  const drop = (of: "toRelay" | "toDatabase"): Fault => ({
    name: `${place} ${of} drop`,
    place: `${place} ${of}`,
    begin: () => node[of].drop(),
    finish: nothing,
  });
  return [
    { name: `${place} killed`, place, begin: () => node.stop("SIGKILL"), finish: start },
    { name: `${place} replaced`, place, begin: () => node.stop("SIGTERM"), finish: start },
    {
      name: `${place} stands still`,
      place,
      begin: () => node.pause(),
      finish: () => node.resume(),
    },
    ...(node.toRelay === node.toDatabase
      ? []
      : [wire("toRelay", "cut"), wire("toRelay", "hang"), drop("toRelay")]),
    wire("toDatabase", "cut"),
    wire("toDatabase", "hang"),
    drop("toDatabase"),
  ];
}

const faultsOfEngines = ({ relay, relayServer, postgres }: Cluster): readonly Fault[] => [
  {
    name: `${relay} killed`,
    place: relay,
    begin: () => relayServer.kill(),
    finish: () => relayServer.start(),
  },
  {
    name: `${relay} stands still`,
    place: relay,
    begin: () => relayServer.pause(),
    finish: () => relayServer.resume(),
  },
  {
    name: "PostgreSQL killed",
    place: "PostgreSQL",
    begin: () => postgres.kill(),
    finish: () => postgres.start(),
  },
  {
    name: "PostgreSQL stands still",
    place: "PostgreSQL",
    begin: () => postgres.pause(),
    finish: () => postgres.resume(),
  },
];

function faultsOfPeople(room: BusyRoom, random: Random): readonly Fault[] {
  const place = `room ${room.presentation.id}`;
  const dropOne = (): void => {
    const people: readonly [BusyRoom["tab"], ...BusyRoom["buyers"]] = [room.tab, ...room.buyers];
    pick<BusyRoom["buyers"][number]>(random, people).line.drop();
  };
  return [
    { name: `${place}: a line drops`, place, begin: dropOne, finish: nothing },
    { name: `${place}: tab replaced`, place, begin: () => room.replaceTab(), finish: nothing },
    { name: `${place}: taken over`, place, begin: () => room.takeOver(), finish: nothing },
  ];
}

/** `changed` is called before each fault and after each repair, with the affected place. */
export function openSchedule(
  cluster: Cluster,
  rooms: readonly BusyRoom[],
  random: Random,
  changed: (broken: ReadonlySet<string>) => void,
): Schedule {
  const groups: readonly (readonly Fault[])[] = [
    ...cluster.nodes.map(faultsOf),
    ...cluster.nodes.map(faultsOf),
    faultsOfEngines(cluster),
    ...rooms.map((room) => faultsOfPeople(room, random)),
  ];
  const lines: string[] = [];
  const broken = new Set<string>();
  const running = new Set<Promise<void>>();
  const fromMs = performance.now();
  const note = (text: string): void => {
    lines.push(`${(performance.now() - fromMs).toFixed(0).padStart(7)} ${text}`);
  };

  const inject = async ({ name, place, begin, finish }: Fault, forMs: number): Promise<void> => {
    broken.add(place);
    changed(broken);
    note(`${name} for ${forMs.toFixed(0)}`);
    await begin();
    await passing(forMs);
    await finish();
    broken.delete(place);
    changed(broken);
    note(`${name}: mended`);
  };

  const isPossible = ({ place }: Fault): boolean => {
    const down = cluster.nodes.filter(({ name }) => broken.has(name)).length;
    const isLastProcess = down >= cluster.nodes.length - 1;
    const isProcess = cluster.nodes.some(({ name }) => name === place);
    return !broken.has(place) && !(isProcess && isLastProcess);
  };

  const one = (): void => {
    const [first, ...rest] = groups;
    if (first === undefined || running.size >= MOST_AT_ONCE) return;
    const possible = pick(random, [first, ...rest]).filter(isPossible);
    const [chosen] = possible.slice(Math.floor(random() * possible.length));
    const forMs = between(random, LASTS_MS.low, LASTS_MS.high);
    if (chosen === undefined) return;
    const outage = inject(chosen, forMs).finally(() => running.delete(outage));
    running.add(outage);
  };

  return {
    lines,
    run: async (forMs) => {
      const untilMs = performance.now() + forMs;
      while (performance.now() < untilMs) {
        one();
        await passing(between(random, PAUSE_MS.low, PAUSE_MS.high));
      }
      await Promise.all(running);
    },
  };
}
