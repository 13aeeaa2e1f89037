import { judge, repeated, samplesOf } from "../figures/evaluate.ts";
import type { FigureName, Sample } from "../figures/sample.ts";
import { pairedRatios, spreadOf } from "../figures/statistics.ts";
import { GOALS, type Goal } from "../plan/goals.ts";
import { SYSTEMS, type System } from "../plan/systems.ts";
import { decisionSection } from "./decision.ts";
import { COLUMNS, formatNumber, formatSpread, formatTable } from "./format.ts";
import { describeMachine, type Machine } from "./machine.ts";

/** The name of a case. */
export interface CaseTitle {
  readonly name: string;
  readonly title: string;
}

const BOUND = "load-bound";
const FIGURES = Object.keys(COLUMNS) as FigureName[];

/** The figure of the ratio column. */
const RATIO_FIGURES: readonly FigureName[] = [
  "microsPerDelivery",
  "heapBytesPerConnection",
  "joinP50Ms",
  "paintP95Ms",
];

function goalRow(goal: Goal, samples: readonly Sample[]): readonly string[] {
  const verdict = judge(goal, samples);
  const limit = `≤ ${formatNumber(goal.atMost)}`;
  switch (verdict.kind) {
    case "met":
    case "missed":
      return [goal.text, limit, formatSpread(verdict.value), verdict.kind];
    case "load-bound":
    case "not measured":
      return [goal.text, limit, "–", verdict.kind];
  }
}

export const goalTable = (samples: readonly Sample[]): string =>
  formatTable(
    ["", "goal", "measured", ""],
    GOALS.map((goal) => goalRow(goal, samples)),
  );

function ratioCell(
  samples: readonly Sample[],
  name: string,
  system: System,
  figure: FigureName | undefined,
): string {
  if (figure === undefined || system.name === "offplan") return "";
  const ours = repeated(samples, name, "offplan", figure);
  const spread = spreadOf(pairedRatios(ours, repeated(samples, name, system.name, figure)));
  return spread === undefined ? "–" : formatSpread(spread);
}

function figureCell(samples: readonly Sample[], figure: FigureName): string {
  const values = samples.flatMap(({ figures }) => figures[figure] ?? []);
  const spread = spreadOf(values);
  if (spread !== undefined) return formatSpread(spread, COLUMNS[figure].scale);
  return samples.some(({ loadBound }) => loadBound !== undefined) ? BOUND : "";
}

/** One row for each system: medians, the range, and ours over theirs of the same repetition. */
export function caseTable(samples: readonly Sample[], name: string): string {
  const here = samples.filter((sample) => sample.case === name);
  const shown = FIGURES.filter((figure) =>
    here.some(({ figures }) => figures[figure] !== undefined),
  );
  const compared = RATIO_FIGURES.find((figure) => shown.includes(figure));
  const systems = SYSTEMS.filter((system) => samplesOf(here, name, system.name).length > 0);
  const ratioTitle = compared === undefined ? "" : `ours / theirs: ${COLUMNS[compared].title}`;
  const toRow = (system: System): readonly string[] => {
    const own = samplesOf(here, name, system.name);
    const figures = shown.map((figure) => figureCell(own, figure));
    return [system.title, ...figures, ratioCell(here, name, system, compared)];
  };
  const rows = systems.map(toRow);
  return formatTable(["", ...shown.map((figure) => COLUMNS[figure].title), ratioTitle], rows);
}

/** Problems that did not end the run: lost connections and invalid figures. */
function remarks(samples: readonly Sample[]): string {
  const lines = samples.flatMap(({ case: name, system, repetition, lost, loadBound, failed }) => [
    ...(failed === undefined ? [] : [`- ${name}, ${system}, ${repetition}: failed, ${failed}`]),
    ...(lost === undefined
      ? []
      : [`- ${name}, ${system}, ${repetition}: connections lost, ${lost}`]),
    ...(loadBound === undefined ? [] : [`- ${name}, ${system}, ${repetition}: ${loadBound}`]),
  ]);
  return lines.length === 0
    ? ""
    : `\n## Not quoted, failed, or with losses\n\n${lines.join("\n")}\n`;
}

/** The whole report. */
export function writeMarkdown(
  samples: readonly Sample[],
  cases: readonly CaseTitle[],
  machine: Machine,
): string {
  const sections = cases
    .filter(({ name }) => samples.some((sample) => sample.case === name))
    .map(({ name, title }) => `## ${title}\n\n\`${name}\`\n\n${caseTable(samples, name)}\n`);
  return [
    "# Benchmark\n",
    describeMachine(machine),
    "Medians of all repetitions with the lowest and highest in brackets; ratios are paired within a repetition. " +
      "A delivery is one change or pointer of an agent known to one viewer, be it sent alone, merged with others or " +
      "overtaken by a later one.\n",
    "![Cost of a delivery as rooms and viewers grow](growth.svg)\n",
    `## Goals\n\n${goalTable(samples)}\n`,
    decisionSection(samples),
    ...sections,
    remarks(samples),
  ].join("\n");
}
