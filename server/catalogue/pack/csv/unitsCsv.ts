import { parse, type Info } from "csv-parse/sync";
import { UNIT_COLUMNS } from "../pack.ts";
import type { ReportProblem } from "../packProblems.ts";

export type Column = (typeof UNIT_COLUMNS)[number];

/** One line of the table below its header. */
export interface Row {
  /** In the file, from 1. */
  readonly line: number;
  /** Trimmed; empty where the table has no such column. */
  cell(column: Column): string;
}

const REQUIRED: readonly Column[] = ["building", "floor", "number"];
const DELIMITERS = [",", ";", "\t"];

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const isColumn = (name: string): name is Column =>
  (UNIT_COLUMNS as readonly string[]).includes(name);

const nameOf = (cell: string): string => cell.replaceAll('"', "").trim().toLowerCase();

/** The delimiter that makes the most columns of the header known. */
function detectDelimiter(text: string): string {
  const header = /^\s*(.*)/.exec(text)?.[1] ?? "";
  const known = DELIMITERS.map(
    (delimiter) => header.split(delimiter).filter((cell) => isColumn(nameOf(cell))).length,
  );
  return DELIMITERS[known.indexOf(Math.max(...known))] ?? ",";
}

/** Excel's own hint, `sep=;`, on a line before the header; that line is emptied to keep the count of lines. */
function readHint(text: string): { readonly text: string; readonly hint: string | undefined } {
  const hint = /^"?sep=([,;\t])"?(?=\n|$)/i.exec(text);
  return { text: hint === null ? text : text.slice(hint[0].length), hint: hint?.[1] };
}

function readLines(source: string, report: ReportProblem): readonly Line[] {
  const { text, hint } = readHint(source.replaceAll(/\r\n?/g, "\n"));
  let last = 0;
  let isCutOff = false;
  const records = parse(text, {
    delimiter: hint ?? detectDelimiter(text),
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    skip_records_with_error: true,
    on_skip: () => {
      isCutOff = true;
    },
  }) as unknown as readonly { readonly info: Info; readonly record: readonly string[] }[];
  const lines = records.flatMap(({ info, record }) => {
    const line = last + 1;
    last = info.lines;
    const cells = record.map((cell) => cell.trim());
    return cells.every((cell) => cell === "") ? [] : [{ line, cells }];
  });
  if (isCutOff) report("a quotation mark is opened and never closed", last + 1);
  return lines;
}

function readHeader({ line, cells }: Line, report: ReportProblem): ReadonlyMap<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const name = nameOf(cell);
    if (name === "") continue;
    if (!isColumn(name)) {
      report(`no such column: ${JSON.stringify(cell)}; known are ${UNIT_COLUMNS.join(", ")}`, line);
    } else if (columns.has(name)) report(`column ${JSON.stringify(name)} is there twice`, line);
    else columns.set(name, index);
  }
  for (const name of REQUIRED) {
    if (!columns.has(name)) report(`column ${JSON.stringify(name)} is missing`, line);
  }
  return columns;
}

/** The rows of a CSV text as spreadsheets save it. What is wrong with the text as a table is reported. */
export function readTable(text: string, report: ReportProblem): readonly Row[] {
  const [header, ...lines] = readLines(text, report);
  if (header === undefined) {
    report("is empty; it needs a header line", 1);
    return [];
  }
  const columns = readHeader(header, report);
  if (REQUIRED.some((name) => !columns.has(name))) return [];
  return lines.map(({ line, cells }) => {
    const stray = cells.find((cell, index) => cell !== "" && (header.cells[index] ?? "") === "");
    if (stray !== undefined) report(`${JSON.stringify(stray)} stands under no column`, line);
    return { line, cell: (column) => cells[columns.get(column) ?? -1] ?? "" };
  });
}
