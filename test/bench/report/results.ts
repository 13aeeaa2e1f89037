import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sample } from "../figures/sample.ts";
import { drawGrowth } from "./growth.ts";
import type { Machine } from "./machine.ts";
import { writeMarkdown, type CaseTitle } from "./markdown.ts";

interface Kept {
  readonly machine: Machine;
  readonly cases: readonly CaseTitle[];
  readonly samples: readonly Sample[];
}

/** Results of trees with uncommitted changes are not comparable. */
const same = (one: Machine, other: Machine): boolean =>
  one.commit === other.commit && one.cpu === other.cpu && !one.isDirty && !other.isDirty;

/** Keeps earlier samples of the same commit and machine, except for the cases just repeated. */
async function addToKept(path: string, fresh: Kept): Promise<Kept> {
  if (!existsSync(path)) return fresh;
  const kept = JSON.parse(await readFile(path, "utf8")) as Kept;
  if (!same(kept.machine, fresh.machine)) return fresh;
  const again = new Set(fresh.cases.map(({ name }) => name));
  return {
    machine: fresh.machine,
    cases: [...kept.cases.filter(({ name }) => !again.has(name)), ...fresh.cases],
    samples: [...kept.samples.filter((sample) => !again.has(sample.case)), ...fresh.samples],
  };
}

/** A line for each repetition, so that a difference between two runs can be read. */
const writeSamples = ({ machine, cases, samples }: Kept): string =>
  `{"machine": ${JSON.stringify(machine)},\n"cases": ${JSON.stringify(cases)},\n"samples": [\n${samples.map((sample) => JSON.stringify(sample)).join(",\n")}\n]}\n`;

/** Writes the table, the plot and all repetitions. Returns the table. */
export async function writeResults(
  folder: string,
  machine: Machine,
  fresh: readonly Sample[],
  cases: readonly CaseTitle[],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const samplesPath = join(folder, "samples.json");
  const titles = cases.map(({ name, title }) => ({ name, title }));
  const all = await addToKept(samplesPath, { machine, cases: titles, samples: fresh });
  const markdown = writeMarkdown(all.samples, all.cases, machine);
  await writeFile(join(folder, "README.md"), markdown);
  await writeFile(join(folder, "growth.svg"), drawGrowth(all.samples));
  await writeFile(samplesPath, writeSamples(all));
  return markdown;
}
