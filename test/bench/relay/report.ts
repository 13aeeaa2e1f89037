import { spreadOf } from "../figures/statistics.ts";
import { formatSpread, formatTable } from "../report/format.ts";
import { describeMachine, type Machine } from "../report/machine.ts";
import { nameCase, nameFleet, type Fleet, type RelayCase } from "./cases.ts";
import type { RelaySample } from "./runCase.ts";

/** Every repetition of one case on one fleet. */
export interface RelayResult {
  readonly fleet: Fleet;
  readonly relayCase: RelayCase;
  readonly samples: readonly RelaySample[];
}

type Figure = Exclude<keyof RelaySample, "doubt">;

const COLUMNS: readonly (readonly [title: string, figure: Figure, scale: number])[] = [
  ["change p50, ms", "changeP50Ms", 1],
  ["change p99, ms", "changeP99Ms", 1],
  ["pointer p50, ms", "pointerP50Ms", 1],
  ["pointer p99, ms", "pointerP99Ms", 1],
  ["CPU a delivery, µs", "microsPerDelivery", 1],
  ["CPU, % of a core", "cpuShare", 100],
  ["Redis, % of a core", "redisCpuShare", 100],
  ["into Redis, KiB/s a room", "redisBytesInPerRoomSecond", 1 / 1024],
  ["out of Redis, KiB/s a room", "redisBytesOutPerRoomSecond", 1 / 1024],
  ["heap a room, KiB", "heapBytesPerRoom", 1 / 1024],
  ["delivered, %", "deliveredShare", 100],
];

const EXPLANATION = `Every room has an agent who makes 2 changes and points 10 times a second. Its viewers are all on other
processes than its agent where there are any, so every message crosses Redis, or PostgreSQL where it says so: the worst that a balancer can do. CPU is of all
server processes together, for each message that a viewer received. Ours authenticates everybody, checks every change and
keeps it in PostgreSQL; Hocuspocus runs with its Redis extension and its defaults and does none of that. All processes share
what is said to be the server's core, and Redis, PostgreSQL and the load share the rest: latencies of four processes
are therefore those of four processes on one core.`;

function rowOf({ fleet, samples }: RelayResult): readonly string[] {
  const doubt = samples.find((sample) => sample.doubt !== undefined)?.doubt;
  const cells = COLUMNS.map(([, figure, scale]) => {
    const spread = spreadOf(samples.map((sample) => sample[figure]));
    return spread === undefined || doubt !== undefined ? "–" : formatSpread(spread, scale);
  });
  return [`${nameFleet(fleet)}${doubt === undefined ? "" : ` (${doubt})`}`, ...cells];
}

/** `engines` are the versions of the engines that the processes share. */
export function writeReport(
  machine: Machine,
  engines: string,
  results: readonly RelayResult[],
): string {
  const cases = [...new Set(results.map(({ relayCase }) => relayCase))];
  const tables = cases.map((relayCase) => {
    const rows = results.filter((result) => result.relayCase === relayCase).map(rowOf);
    const head = ["processes", ...COLUMNS.map(([title]) => title)];
    return `## ${nameCase(relayCase)}\n\n${formatTable(head, rows)}`;
  });
  return [
    "# The relay between processes",
    EXPLANATION,
    describeMachine(machine),
    engines,
    ...tables,
    "",
  ].join("\n\n");
}
