/** `npm run bench`: measures our server and its peers in turns and writes the report. Options: see README.md. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as passing } from "node:timers/promises";
import type { Sample } from "./figures/sample.ts";
import { readOptions, type Options } from "./options.ts";
import { installPeers } from "./peers/install.ts";
import { findSystem, type System } from "./plan/systems.ts";
import { findCores, pinSelf } from "./processes/cores.ts";
import { endAllProcesses } from "./processes/channel.ts";
import { describeHere } from "./report/machine.ts";
import { writeResults } from "./report/results.ts";
import { openRounds, type Round } from "./rounds.ts";

const RESULTS = join(import.meta.dirname, "results");
/** Results of a quick run are discarded: it only checks that everything runs. */
const QUICK_RESULTS = join(import.meta.dirname, "..", ".output", "bench");

/** Timeout of a repetition, well above its duration on a quiet machine. */
const PATIENCE_MS = 10 * 60_000;

/** A failed repetition is recorded as a failure, so that the other systems' figures are kept. */
async function runOnce(round: Round, system: System, repetition: number): Promise<Sample> {
  const enough = new AbortController();
  passing(PATIENCE_MS, undefined, { signal: enough.signal }).then(endAllProcesses, () => undefined);
  try {
    return await round.run(system, repetition);
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    return { case: round.name, system: system.name, repetition, figures: {}, failed };
  } finally {
    enough.abort();
  }
}

/** Systems alternate within each repetition, so that a slow phase of the machine affects all of them. */
async function repeat(round: Round, options: Options): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const systems = options.systems.filter((name) => round.systems.includes(name));
  for (let repetition = 1; repetition <= options.repetitions; repetition += 1) {
    for (const name of systems) {
      const system = findSystem(name);
      if (system === undefined) continue;
      const sample = await runOnce(round, system, repetition);
      process.stdout.write(
        `${round.name} ${repetition}/${options.repetitions} ${describe(sample)}\n`,
      );
      samples.push(sample);
    }
  }
  return samples;
}

function describe({ system, figures, loadBound, lost, failed }: Sample): string {
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
  const remarks = [
    loadBound && `LOAD-BOUND: ${loadBound}`,
    lost && `LOST: ${lost}`,
    failed && `FAILED: ${failed}`,
  ];
  return [system, ...said, ...remarks.filter(Boolean)].join("  ");
}

const options = readOptions(process.argv.slice(2));
const cores = findCores();
pinSelf(cores);
if (options.systems.some((name) => findSystem(name)?.isInstalled === true)) installPeers();
if (options.profileDir !== undefined) await mkdir(options.profileDir, { recursive: true });

const machine = describeHere(cores, Date.now(), options.quick);
const plan = await openRounds(options, cores);
const samples: Sample[] = [];
try {
  for (const round of plan.rounds) samples.push(...(await repeat(round, options)));
} finally {
  await plan.close();
}
const folder = options.resultsDir ?? (options.quick ? QUICK_RESULTS : RESULTS);
const written = await writeResults(folder, machine, samples, plan.rounds);
process.stdout.write(`\n${written}\n`);
if (samples.some(({ failed }) => failed !== undefined)) process.exitCode = 1;
