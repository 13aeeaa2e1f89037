/** `npm run bench:relay`: one, two and four processes, ours and Hocuspocus with Redis, in turns. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installPeers } from "../peers/install.ts";
import { findCores, pinSelf } from "../processes/cores.ts";
import { describeHere } from "../report/machine.ts";
import { CASES, FLEETS, nameCase, nameFleet } from "./cases.ts";
import { describeEngines } from "./engines.ts";
import { writeReport, type RelayResult } from "./report.ts";
import { runRelayCase, type RelaySample } from "./runCase.ts";

const { values } = parseArgs({
  options: {
    repeat: { type: "string" },
    seconds: { type: "string" },
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    /** Ours alone, such as `2`: this many processes. */
    processes: { type: "string" },
    results: { type: "string" },
  },
});
const { quick } = values;
/** Such as `50x2,1x100`: rooms by viewers. */
const chosen = (values.only ?? (quick ? "20x2" : undefined))?.split(",");
const cases = CASES.filter(
  ({ rooms, viewers }) => chosen === undefined || chosen.includes(`${rooms}x${viewers}`),
);
const fleets = FLEETS.filter(
  ({ system, processes }) =>
    values.processes === undefined ||
    (system === "offplan" && processes === Number(values.processes)),
);
const repetitions = Number(values.repeat ?? (quick ? 1 : 3));
const measureMs = Number(values.seconds ?? (quick ? 2 : 8)) * 1000;
/** A room searches for peers for about 12 s before it stops publishing. */
const warmMs = quick ? 500 : 14_000;
/** Results of a quick run are discarded: it only checks that everything runs. */
const folder =
  values.results ??
  (quick
    ? join(import.meta.dirname, "..", "..", ".output", "bench")
    : join(import.meta.dirname, "..", "results"));

const describe = ({ changeP50Ms, microsPerDelivery, doubt }: RelaySample): string =>
  `change p50 ${changeP50Ms.toFixed(1)} ms, ${microsPerDelivery.toFixed(1)} µs ${doubt ?? ""}`;

const cores = findCores();
pinSelf(cores);
installPeers();
const machine = describeHere(cores, Date.now(), quick);
const results: RelayResult[] = [];
for (const relayCase of cases) {
  const samples = fleets.map((fleet) => ({ fleet, relayCase, samples: [] as RelaySample[] }));
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const { fleet, samples: taken } of samples) {
      const sample = await runRelayCase(fleet, relayCase, { cores, warmMs, measureMs });
      taken.push(sample);
      process.stdout.write(
        `${nameCase(relayCase)} ${repetition}/${repetitions} ${nameFleet(fleet)}: ${describe(sample)}\n`,
      );
    }
  }
  results.push(...samples);
}
await mkdir(folder, { recursive: true });
const path = join(folder, "relay.md");
await writeFile(path, writeReport(machine, describeEngines(), results));
process.stdout.write(`\n${path}\n`);
