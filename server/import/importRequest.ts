import type { ListMapping } from "../../schema/list/mapping.ts";
import type { ListSummary } from "../../schema/list/summary.ts";
import type { ConflictChoice } from "../catalogue/list/apply/decideStatuses.ts";
import type { ImportProblem } from "../catalogue/list/importList.ts";
import type { ListFile } from "../catalogue/list/readList.ts";

/** Options of the command line. */
export interface ImportRequest {
  readonly project: string;
  readonly file: ListFile;
  /** For this list alone; absent: as remembered for the development. */
  readonly mapping: ListMapping | undefined;
  readonly dryRun: boolean;
  readonly skipProblems: boolean;
  readonly conflicts: ConflictChoice | undefined;
}

export type ImportOutcome =
  | { readonly kind: "done"; readonly summary: ListSummary }
  | ImportProblem
  /** There is no such development. */
  | { readonly kind: "unknown"; readonly project: string };
