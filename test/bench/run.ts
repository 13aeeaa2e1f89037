/** `npm run bench`: us and the peers in turns, and the report. Options are in the README beside this file. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sample } from "./figures/sample.ts";
import { readOptions, type Options } from "./options.ts";
import { installPeers } from "./peers/install.ts";
import { LOAD_CASES, shrink, type LoadCase } from "./plan/cases.ts";
import { findSystem, type System, type SystemName } from "./plan/systems.ts";
import { findCores, pinSelf, type Cores } from "./processes/cores.ts";
import { describeHere } from "./report/machine.ts";
import type { CaseTitle } from "./report/markdown.ts";
import { writeResults } from "./report/results.ts";
import { HOUR, HOUR_SYSTEMS, QUICK_HOUR, runHour } from "./runHour.ts";
import { runLoadCase } from "./runLoadCase.ts";

const RESULTS = join(import.meta.dirname, "results");
/** Not kept: what a quick run says is that everything runs. */
const QUICK_RESULTS = join(import.meta.dirname, "..", ".output", "bench");

/** One case with everything that is needed to run it once. */
interface Round extends CaseTitle {
  readonly systems: readonly SystemName[];
  readonly run: (system: System, repetition: number) => Promise<Sample>;
}

function planRounds(options: Options, cores: Cores): readonly Round[] {
  const { scenarios, quick, profileDir } = options;
  const watch = {
    cores,
    profileDir,
    warmMs: options.warmSeconds * 1000,
    measureMs: options.seconds * 1000,
  };
  const toRound = (whole: LoadCase): Round => {
    const loadCase = quick ? shrink(whole) : whole;
    const { name, title, systems } = loadCase;
    return { name, title, systems, run: (system, at) => runLoadCase(loadCase, system, at, watch) };
  };
  const loads = LOAD_CASES.filter(({ scenario }) => scenarios.includes(scenario)).map(toRound);
  const hour: Round = {
    name: "hour",
    title: "After an hour of presenting: 7,200 changes in each room",
    systems: HOUR_SYSTEMS,
    run: (system, repetition) => runHour(system, repetition, cores, quick ? QUICK_HOUR : HOUR),
  };
  return [...loads, ...(scenarios.includes("hour") ? [hour] : [])];
}

/** Every system once, then every system once more: what the machine does meanwhile hits all alike. */
async function repeat(round: Round, options: Options): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const systems = options.systems.filter((name) => round.systems.includes(name));
  for (let repetition = 1; repetition <= options.repetitions; repetition += 1) {
    for (const name of systems) {
      const system = findSystem(name);
      if (system === undefined) continue;
      const sample = await round.run(system, repetition);
      process.stdout.write(
        `${round.name} ${repetition}/${options.repetitions} ${describe(sample)}\n`,
      );
      samples.push(sample);
    }
  }
  return samples;
}

function describe({ system, figures, loadBound, lost }: Sample): string {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
  const remarks = [loadBound && `LOAD-BOUND: ${loadBound}`, lost && `LOST: ${lost}`];
  return [system, ...said, ...remarks.filter(Boolean)].join("  ");
}

const options = readOptions(process.argv.slice(2));
const cores = findCores();
pinSelf(cores);
if (options.systems.some((name) => findSystem(name)?.package !== undefined)) installPeers();
if (options.profileDir !== undefined) await mkdir(options.profileDir, { recursive: true });

const rounds = planRounds(options, cores);
const machine = describeHere(cores, Date.now(), options.quick);
const samples: Sample[] = [];
for (const round of rounds) samples.push(...(await repeat(round, options)));
const folder = options.resultsDir ?? (options.quick ? QUICK_RESULTS : RESULTS);
const written = await writeResults(folder, machine, samples, rounds);
process.stdout.write(`\n${written}\n`);
