import type { Log } from "../../log.ts";

/** One problem of a project pack. */
export interface PackProblem {
  /** Below the folder of packs: `riverside/units.csv`. */
  readonly file: string;
  /** From 1, if the problem is in one line. */
  readonly line?: number;
  readonly reason: string;
}

/** Reports a problem of one file. */
export type ReportProblem = (reason: string, line?: number) => void;

const LONGEST_LIST = 200;
const MOST_WARNINGS = 50;

/** `file:line: reason`, which editors and terminals turn into links. */
export const describeProblem = ({ file, line, reason }: PackProblem): string =>
  `${line === undefined ? file : `${file}:${line}`}: ${reason}`;

function describe(problems: readonly PackProblem[]): string {
  const lines = problems.slice(0, LONGEST_LIST).map((problem) => `  ${describeProblem(problem)}`);
  const left = problems.length - lines.length;
  if (left > 0) lines.push(`  and ${left} more`);
  return ["The project packs cannot be used:", ...lines].join("\n");
}

/** The packs are invalid. `problems` lists the problems of all packs. */
export class PackError extends Error {
  override readonly name = "PackError";
  readonly code = "bad_pack";
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super(describe(problems));
    this.problems = problems;
  }
}

/** Logs one line per warning, as `file:line: reason`. */
export function logWarnings(warnings: readonly PackProblem[], log: Pick<Log, "warn">): void {
  for (const warning of warnings.slice(0, MOST_WARNINGS)) {
    log.warn(
      { code: "pack_warning", file: warning.file, line: warning.line },
      describeProblem(warning),
    );
  }
  const left = warnings.length - MOST_WARNINGS;
  if (left > 0) log.warn({ code: "pack_warning" }, `and ${left} more warnings of packs`);
}
