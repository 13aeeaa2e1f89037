import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { currencyDigits } from "../../../schema/catalogue/currencies.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Sheet } from "../list/cells.ts";
import { readSheets } from "../list/readList.ts";
import { readUnits } from "../list/readUnits.ts";
import type { ListContext, ListReading } from "../list/reading.ts";
import type { PackFile } from "./json/packFile.ts";
import type { ReportProblem } from "./packProblems.ts";
import { reasonOf } from "./readTextFile.ts";

/** File names of a pack's list; the first that exists is read. Its format is detected from its bytes. */
const LIST_FILES = ["units.csv", "units.xlsx", "units.ods", "units.tsv"] as const;

/** File name of the pack's list, `units.csv` if it has none. */
export const listFileOf = (folder: string): string =>
  LIST_FILES.find((file) => existsSync(join(folder, file))) ?? LIST_FILES[0];

/** Without a currency (because it is invalid) prices are not read. */
function contextOf(file: PackFile | undefined): ListContext {
  const pack = file?.pack;
  const digits = pack === undefined ? undefined : currencyDigits(pack.currency);
  const isPriced = digits !== undefined && file?.damaged.has("currency") === false;
  return {
    currency: isPriced ? (pack?.currency ?? "") : "",
    digits: digits ?? 0,
    areaUnit: pack?.areaUnit ?? "m2",
    buildings: (pack?.buildings ?? []).map(({ id, name = {}, floors }) => ({
      id,
      name,
      floors: floors.map(({ number, label = String(number) }) => ({ number, label })),
    })),
    aspects: pack?.aspects ?? [],
    layouts: pack?.layouts ?? [],
    units: [],
  };
}

/** Whether a problem may be only a consequence of a damaged part of `project.json`. */
function isOfDamage({ code }: ListProblem, file: PackFile | undefined): boolean {
  if (code === "no_building") return file === undefined || file.damaged.has("buildings");
  if (code === "unknown_layout") return file === undefined || file.damaged.has("layouts");
  return code === "unknown_aspect" && (file === undefined || file.damaged.has("aspects"));
}

/** Implausible figures only cause warnings in a pack: the decision is its maker's. */
const DOUBTS: ReadonlySet<string> = new Set(["unlikely_area", "unlikely_price"]);

/** Text files are reported by line; in workbooks cells are named as in the spreadsheet. */
function reporter(sheets: readonly Sheet[], report: ReportProblem): (problem: ListProblem) => void {
  const lines = new Map(sheets[0]?.rows.map(({ row, line }) => [row, line]));
  return ({ cell, reason }) => {
    const row = Number(/\d+$/.exec(cell)?.[0] ?? 1);
    if (cell === "") report(reason);
    else if (cell.includes("!")) report(`${cell}: ${reason}`, row);
    else report(reason, lines.get(row) ?? row);
  };
}

function readBytes(path: string, report: ReportProblem): Uint8Array | undefined {
  try {
    if (statSync(path).isFile()) return readFileSync(path);
    report("is no file");
    return undefined;
  } catch (error) {
    report(reasonOf(error));
    return undefined;
  }
}

const NOTHING: Pick<ListReading, "units" | "buildings" | "aspects"> = {
  units: [],
  buildings: [],
  aspects: [],
};

/** The homes of a pack. Errors of its list are reported; implausible homes are warnings. */
export async function readPackList(
  folder: string,
  file: PackFile | undefined,
  report: ReportProblem,
  warn: ReportProblem,
): Promise<Pick<ListReading, "units" | "buildings" | "aspects">> {
  const bytes = readBytes(join(folder, listFileOf(folder)), report);
  if (bytes === undefined) return NOTHING;
  const sheets = await readSheets(bytes);
  if (!sheets.ok) {
    report(sheets.problem.reason);
    return NOTHING;
  }
  const reading = readUnits(sheets.value, {}, contextOf(file), { acceptsDoubts: true });
  const [reportOne, warnOfOne] = [reporter(sheets.value, report), reporter(sheets.value, warn)];
  for (const problem of reading.problems) {
    if (!isOfDamage(problem, file)) (DOUBTS.has(problem.code) ? warnOfOne : reportOne)(problem);
  }
  for (const problem of reading.warnings) warnOfOne(problem);
  return reading;
}
