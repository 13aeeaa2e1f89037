import * as v from "valibot";
import { parseJson } from "./json.ts";
import { openJsonReport, type JsonReport, type ReportAt } from "./jsonReport.ts";
import { Pack } from "../pack.ts";
import type { ReportProblem } from "../packProblems.ts";
import { isUnknownKey, pathOf, salvage } from "./salvage.ts";

/** A `project.json`, as far as it is readable. */
export interface PackFile {
  readonly pack: Pack;
  /** Top-level keys with invalid parts that were left out. */
  readonly damaged: ReadonlySet<string>;
  /** Collects a problem at a path of `pack`. */
  readonly reportAt: ReportAt;
  /** Reports all collected problems. */
  readonly flush: () => void;
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  if (isUnknownKey(issue)) return "no such key";
  if (issue.type === "strict_object" && issue.received === "undefined") return "is missing";
  if (issue.type === "regex" && issue.message.startsWith("Invalid format")) {
    return `${issue.received} has characters that an id or a language cannot have`;
  }
  return issue.message;
}

function parsePack(raw: unknown, json: JsonReport): PackFile | undefined {
  const parsed = v.safeParse(Pack, raw);
  if (parsed.success) {
    return { pack: parsed.output, damaged: new Set(), reportAt: json.at, flush: json.flush };
  }
  for (const issue of parsed.issues) json.at(pathOf(issue), reasonOf(issue));
  const salvaged = salvage(raw, parsed.issues);
  if (salvaged === undefined) {
    json.flush();
    return undefined;
  }
  const { pack, damaged, originalPath } = salvaged;
  const reportAt: ReportAt = (path, reason) => json.at(originalPath(path), reason);
  return { pack, damaged, reportAt, flush: json.flush };
}

/** `undefined` if no part of the file is usable; all problems were reported then. */
export function readPackFile(text: string, report: ReportProblem): PackFile | undefined {
  const json = parseJson(text);
  if (json.ok) return parsePack(json.value, openJsonReport(text, report));
  report(json.problem.reason, json.problem.line);
  return undefined;
}
