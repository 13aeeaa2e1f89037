/** `npm run bench:workers`: our room and one of `y-partyserver`, both as objects in workerd, in turns. */
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Sample } from "../figures/sample.ts";
import { installPeers } from "../peers/install.ts";
import { LOAD_CASES, shrink, type LoadCase } from "../plan/cases.ts";
import { IN_WORKERD } from "../plan/systems.ts";
import { findCores, pinSelf } from "../processes/cores.ts";
import { describeHere } from "../report/machine.ts";
import { runLoadCase } from "../runLoadCase.ts";
import { writeReport } from "./report.ts";

const { values } = parseArgs({
  options: {
    repeat: { type: "string" },
    seconds: { type: "string" },
    quick: { type: "boolean", default: false },
    /** Names of cases, such as `rooms-100,viewers-100`. */
    only: { type: "string" },
    results: { type: "string" },
  },
});
const { quick } = values;
const repetitions = Number(values.repeat ?? (quick ? 1 : 3));
const measureMs = Number(values.seconds ?? (quick ? 1 : 8)) * 1000;
const warmMs = quick ? 500 : 8000;
const bench = join(import.meta.dirname, "..");
/** Results of a quick run are discarded: it only checks that everything runs. */
const folder =
  values.results ?? (quick ? join(bench, "..", ".output", "bench") : join(bench, "results"));
const chosen = values.only?.split(",");
const cases = LOAD_CASES.filter(({ scenario }) => scenario === "rooms" || scenario === "viewers")
  .filter(({ name }) => chosen === undefined || chosen.includes(name))
  .map((loadCase) => withoutMemory(quick ? shrink(loadCase) : loadCase));

/** The runtime does not report its heap. */
function withoutMemory(loadCase: LoadCase): LoadCase {
  return { ...loadCase, readsMemory: false };
}

const versionOf = (modules: string, name: string): string => {
  const path = join(modules, "node_modules", name, "package.json");
  return `${name} ${(JSON.parse(readFileSync(path, "utf8")) as { version: string }).version}`;
};

const cores = findCores();
pinSelf(cores);
installPeers();
const machine = describeHere(cores, Date.now(), quick);
const loadBefore = loadavg()[0] ?? NaN;
const samples: Sample[] = [];
for (const loadCase of cases) {
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const system of IN_WORKERD) {
      const watch = { cores, warmMs, measureMs, profileDir: undefined };
      const sample = await runLoadCase(loadCase, system, repetition, watch).catch(
        (error: unknown): Sample => ({
          case: loadCase.name,
          system: system.name,
          repetition,
          figures: {},
          failed: error instanceof Error ? error.message : String(error),
        }),
      );
      samples.push(sample);
      process.stdout.write(`${JSON.stringify(sample)}\n`);
    }
  }
}
const peers = join(bench, "peers");
const versions = [
  ...["y-partyserver", "partyserver"].map((name) => versionOf(peers, name)),
  ...["workerd", "miniflare"].map((name) => versionOf(join(bench, "..", ".."), name)),
];
const load = `Load of the machine when it began: ${loadBefore.toFixed(1)}.`;
await mkdir(folder, { recursive: true });
const path = join(folder, "workers.md");
await writeFile(path, writeReport(machine, `${versions.join(", ")}. ${load}`, cases, samples));
process.stdout.write(`\n${path}\n`);
if (samples.some(({ failed }) => failed !== undefined)) process.exitCode = 1;
