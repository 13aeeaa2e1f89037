import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListPreview } from "../../../schema/list/preview.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { ListConflict, ListSummary } from "../../../schema/list/summary.ts";
import { fail, succeed, type Result } from "../../../schema/values/result.ts";
import type { ListContent } from "../live/listContent.ts";
import type { ListState, LiveProject } from "../live/liveProject.ts";
import { heldUnits } from "../live/heldUnits.ts";
import { compareHomes } from "./apply/compareHomes.ts";
import { decideStatuses, type ConflictChoice } from "./apply/decideStatuses.ts";
import { fieldsOf, mergeHomes } from "./apply/mergeHomes.ts";
import { overrulePrices } from "./apply/overrulePrices.ts";
import type { ReadList } from "./process/listTask.ts";
import type { ListFile, ListReader } from "./readList.ts";
import type { ListContext } from "./reading.ts";

export interface ImportOptions {
  readonly file: ListFile;
  readonly mapping: ListMapping;
  /** The person who applies it, for the list of revisions. */
  readonly by: string;
  readonly atMs: number;
  /** Changes nothing; problems and conflicts are part of the result. */
  readonly dryRun: boolean;
  /** Homes of rejected rows stay as they are. */
  readonly skipProblems: boolean;
  /** Absent: conflicts reject the import. */
  readonly conflicts?: ConflictChoice;
}

export type ImportProblem =
  /** `preview` if the file could be read at all. */
  | {
      readonly kind: "not_understood";
      readonly problems: readonly ListProblem[];
      readonly preview?: ListPreview;
    }
  | { readonly kind: "conflict"; readonly conflicts: readonly ListConflict[] }
  /** Other lists kept being applied meanwhile. */
  | { readonly kind: "stale" };

export interface Imported {
  readonly summary: ListSummary;
  readonly preview: ListPreview;
}

const MOST_PROBLEMS = 1000;
/** How often a list is compared again because another one was applied meanwhile. */
const ATTEMPTS = 5;

interface Proposal {
  readonly content: ListContent;
  readonly summary: ListSummary;
}

async function propose(
  { reading, preview }: ReadList,
  state: ListState,
  choice: ConflictChoice | undefined,
): Promise<Proposal> {
  const fields = fieldsOf(preview);
  const merged = await mergeHomes(reading, fields, state);
  const { conflicts, decisions } = decideStatuses(reading, state, choice);
  const overruledPrices = overrulePrices(reading, fields, state);
  const content = { ...merged, decisions, overruledPrices };
  const cells = new Map(reading.units.map(({ unit, cell }) => [unit.id, cell]));
  const held = heldUnits(state.records, content);
  const comparison = await compareHomes(state.index.project.units, content.homes, held, cells);
  const { problems, warnings } = reading;
  return {
    content,
    summary: {
      revision: state.version,
      applied: false,
      ...comparison,
      conflicts,
      problems: problems.slice(0, MOST_PROBLEMS),
      warnings: warnings.slice(0, MOST_PROBLEMS),
    },
  };
}

/** The reason a list may not be applied, if any. */
function refusalOf(
  { reading, preview }: ReadList,
  { summary }: Proposal,
  { skipProblems, conflicts: choice }: ImportOptions,
): ImportProblem | undefined {
  const { problems, conflicts } = summary;
  const isEmpty = reading.units.length === 0;
  if (problems.length > 0 && (isEmpty || !skipProblems)) {
    return { kind: "not_understood", problems, preview };
  }
  if (isEmpty) {
    const problem: ListProblem = { cell: "", code: "empty", reason: "The file has no homes" };
    return { kind: "not_understood", problems: [problem], preview };
  }
  if (conflicts.length > 0 && choice === undefined) return { kind: "conflict", conflicts };
  return undefined;
}

/** The counts of a summary, stored with the revision. */
function countsOf(summary: ListSummary): string {
  const { homes, added, removed, priceUp, priceDown, statusChanged } = summary;
  return JSON.stringify({ homes, added, removed, priceUp, priceDown, statusChanged });
}

/** Reads a list and applies it, whole or not at all. If another list is applied meanwhile, the comparison is repeated. */
export async function importList(
  live: LiveProject,
  readList: ListReader,
  options: ImportOptions,
): Promise<Result<Imported, ImportProblem>> {
  const { file, mapping, by, atMs, dryRun } = options;
  // Includes what another process set or applied a moment ago.
  await live.refresh();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const state = live.listState();
    const read = await readList(file, contextOf(state), mapping);
    if (!read.ok) return fail({ kind: "not_understood", problems: [read.problem] });
    const proposal = await propose(read.value, state, options.conflicts);
    const { preview } = read.value;
    if (dryRun) return succeed({ summary: proposal.summary, preview });
    const refusal = refusalOf(read.value, proposal, options);
    if (refusal !== undefined) return fail(refusal);
    const { content, summary } = proposal;
    const about = { atMs, by, fileName: file.fileName, summary: countsOf(summary) };
    const outcome = await live.applyList(state.version, { ...about, content });
    if (outcome !== "stale") {
      return succeed({ summary: { ...summary, revision: outcome, applied: true }, preview });
    }
  }
  return fail({ kind: "stale" });
}

/** The minimum that the reader needs of the development, since it is copied to the reader's thread. */
function contextOf({ index: { project }, base }: ListState): ListContext {
  const { currency, digits, areaUnit, buildings, aspects, units } = project;
  return {
    currency,
    digits,
    areaUnit,
    buildings: buildings.map(({ facade: _drawn, ...building }) => building),
    aspects,
    // Layouts that a person named, without derived ones.
    layouts: base.frame.layouts.map(({ id }) => ({ id })),
    units: units.map(({ id, building, number }) => ({ id, building, number })),
  };
}

/** The shown homes already include statuses and prices set one by one. */
const NONE_HELD = { statuses: new Map(), prices: new Map() };

/** Restores the previous list. "nothing": there is none. */
export async function undoList(
  live: LiveProject,
): Promise<Result<ListSummary, "nothing" | "stale">> {
  await live.refresh();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = live.listState().index.project.units;
    const outcome = await live.undoList();
    if (outcome === "nothing") return fail(outcome);
    if (outcome === "stale") continue;
    const { index } = live.listState();
    const comparison = await compareHomes(before, index.project.units, NONE_HELD, new Map());
    const none = { conflicts: [], problems: [], warnings: [] };
    return succeed({ revision: outcome, applied: true, ...comparison, ...none });
  }
  return fail("stale");
}
