import { spawnSync } from "node:child_process";
import type { Sample } from "./figures/sample.ts";
import type { Options } from "./options.ts";
import { fitToDescriptors, LOAD_CASES, shrink, type LoadCase } from "./plan/cases.ts";
import type { System, SystemName } from "./plan/systems.ts";
import type { Cores } from "./processes/cores.ts";
import type { CaseTitle } from "./report/markdown.ts";
import { BROWSER_SYSTEMS, CLICKS, openBuiltPages, QUICK_CLICKS, runBrowser } from "./runBrowser.ts";
import { HOUR, HOUR_SYSTEMS, QUICK_HOUR, runHour } from "./runHour.ts";
import { runLoadCase } from "./runLoadCase.ts";

/** One case with its dependencies. */
export interface Round extends CaseTitle {
  readonly systems: readonly SystemName[];
  readonly run: (system: System, repetition: number) => Promise<Sample>;
}

/** The requested rounds, in order. */
export interface Rounds {
  readonly rounds: readonly Round[];
  close(): Promise<void>;
}

/** Node raises its soft limit to the hard limit. */
function countDescriptors(): number {
  const told = spawnSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).stdout;
  return Number(told) || Infinity;
}

function loadRound(whole: LoadCase, options: Options, cores: Cores): Round {
  const loadCase = fitToDescriptors(options.quick ? shrink(whole) : whole, countDescriptors());
  const { name, title, systems } = loadCase;
  const watch = {
    cores,
    profileDir: options.profileDir,
    warmMs: options.warmSeconds * 1000,
    measureMs: options.seconds * 1000,
  };
  return { name, title, systems, run: (system, at) => runLoadCase(loadCase, system, at, watch) };
}

const hourRound = ({ quick }: Options, cores: Cores): Round => ({
  name: "hour",
  title: "After an hour of presenting: 7,200 changes in each room",
  systems: HOUR_SYSTEMS,
  run: (system, repetition) => runHour(system, repetition, cores, quick ? QUICK_HOUR : HOUR),
});

const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"];

function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  return named ?? CHROMIUMS.find((name) => spawnSync(name, ["--version"]).status === 0);
}

const locate = (command: string): string =>
  spawnSync("sh", ["-c", `command -v "${command}"`], { encoding: "utf8" }).stdout.trim();

async function browserRound(
  { quick }: Options,
  cores: Cores,
): Promise<[Round, () => Promise<void>]> {
  const chromium = findChromium();
  if (chromium === undefined) {
    throw new Error("no Chromium on the PATH: install it, set CHROMIUM, or leave out browser");
  }
  const pages = await openBuiltPages();
  const options = {
    pages,
    executablePath: locate(chromium),
    clicks: quick ? QUICK_CLICKS : CLICKS,
  };
  const round: Round = {
    name: "browser",
    title: "From the click on the agent's desk to the paint on the buyer's phone",
    systems: BROWSER_SYSTEMS,
    run: (system, repetition) => runBrowser(system, repetition, cores, options),
  };
  return [round, () => pages.close()];
}

/** Throws before measuring if a requirement is missing. */
export async function openRounds(options: Options, cores: Cores): Promise<Rounds> {
  const wants = (choice: string) => options.chosen.includes(choice);
  const rounds = LOAD_CASES.filter(({ scenario, name }) => wants(scenario) || wants(name)).map(
    (loadCase) => loadRound(loadCase, options, cores),
  );
  if (wants("hour")) rounds.push(hourRound(options, cores));
  if (!wants("browser")) return { rounds, close: () => Promise.resolve() };
  const [round, close] = await browserRound(options, cores);
  return { rounds: [...rounds, round], close };
}
