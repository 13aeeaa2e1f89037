import type { ListProblem } from "../../schema/list/problems.ts";
import type { ListConflict, ListSummary } from "../../schema/list/summary.ts";
import type { ImportOutcome } from "./importRequest.ts";

const MOST_LINES = 300;

const say = ({ cell, reason }: ListProblem): string =>
  `  ${cell === "" ? reason : `${cell}: ${reason}`}`;

function listed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const left = lines.length - MOST_LINES;
  return [title, ...lines.slice(0, MOST_LINES), ...(left > 0 ? [`  and ${left} more`] : [])];
}

const problemLines = (problems: readonly ListProblem[]): readonly string[] =>
  listed(`${problems.length} not understood:`, problems.map(say));

const conflictLines = (conflicts: readonly ListConflict[]): readonly string[] =>
  listed(
    `${conflicts.length} set in the desk since the list before:`,
    conflicts.map(({ unit, list, desk }) => `  ${unit}: ${list} in the list, ${desk} in the desk`),
  );

function countLine(summary: ListSummary): string {
  const { homes, priceUp, priceDown, statusChanged, added, removed } = summary;
  const prices = `${priceUp} prices up, ${priceDown} down`;
  return `${homes} ${homes === 1 ? "home" : "homes"}: ${prices}, ${statusChanged} statuses changed, ${added} new, ${removed} gone.`;
}

const summaryLines = (summary: ListSummary): readonly string[] => [
  countLine(summary),
  ...problemLines(summary.problems),
  ...listed(`${summary.warnings.length} read with a doubt:`, summary.warnings.map(say)),
  ...conflictLines(summary.conflicts),
  summary.applied
    ? `Applied as revision ${summary.revision}.`
    : "Nothing was changed: this was a dry run.",
];

/** The outcome as text for a terminal. */
export function describeOutcome(outcome: ImportOutcome): string {
  switch (outcome.kind) {
    case "done":
      return summaryLines(outcome.summary).join("\n");
    case "not_understood":
      return [
        ...problemLines(outcome.problems),
        "Nothing was changed. --skip-problems leaves the homes of these rows as they are.",
      ].join("\n");
    case "conflict":
      return [
        ...conflictLines(outcome.conflicts),
        "Nothing was changed. Decide with --conflicts list or --conflicts desk.",
      ].join("\n");
    case "stale":
      return "Nothing was changed: others changed the list meanwhile. Try again.";
    case "unknown":
      return `There is no development ${JSON.stringify(outcome.project)}.`;
  }
}

/** Whether every row was understood, and the list applied unless this was a dry run. */
export const isUnderstood = (outcome: ImportOutcome): boolean =>
  outcome.kind === "done" && outcome.summary.problems.length === 0;
