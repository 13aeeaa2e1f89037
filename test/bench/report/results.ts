import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sample } from "../figures/sample.ts";
import { drawGrowth } from "./growth.ts";
import type { Machine } from "./machine.ts";
import { writeMarkdown, type CaseTitle } from "./markdown.ts";

interface Kept {
  readonly machine: Machine;
  readonly samples: readonly Sample[];
}

/** Two trees with uncommitted changes may be anything. */
const same = (one: Machine, other: Machine): boolean =>
  one.commit === other.commit && one.cpu === other.cpu && !one.isDirty && !other.isDirty;

/** Earlier samples of the same commit on the same machine stay, but for the cases that were just run again. */
async function addToKept(path: string, machine: Machine, samples: readonly Sample[]) {
  if (!existsSync(path)) return samples;
  const kept = JSON.parse(await readFile(path, "utf8")) as Kept;
  if (!same(kept.machine, machine)) return samples;
  const again = new Set(samples.map((sample) => sample.case));
  return [...kept.samples.filter((sample) => !again.has(sample.case)), ...samples];
}

/** A line for each repetition, so that a difference between two runs can be read. */
const writeSamples = ({ machine, samples }: Kept): string =>
  `{"machine": ${JSON.stringify(machine)},\n"samples": [\n${samples.map((sample) => JSON.stringify(sample)).join(",\n")}\n]}\n`;

/** Writes the table, the plot and, for who wants to count again, every repetition. Returns what was written of the table. */
export async function writeResults(
  folder: string,
  machine: Machine,
  fresh: readonly Sample[],
  cases: readonly CaseTitle[],
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const samplesPath = join(folder, "samples.json");
  const samples = await addToKept(samplesPath, machine, fresh);
  const markdown = writeMarkdown(samples, cases, machine);
  await writeFile(join(folder, "README.md"), markdown);
  await writeFile(join(folder, "growth.svg"), drawGrowth(samples));
  await writeFile(samplesPath, writeSamples({ machine, samples }));
  return markdown;
}
