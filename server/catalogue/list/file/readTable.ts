import { parse } from "csv-parse/sync";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import type { Sheet, SheetRow } from "../cells.ts";
import { fieldOfHeader } from "../words/headerWords.ts";
import { unescapeText } from "./escapedText.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SPREADSHEET_COLUMNS } from "./limits.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_LINES = 60;

const unquoted = (cell: string): string => cell.replaceAll('"', "").trim();

/** The cells of a line, respecting quotation marks. */
function split(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index <= line.length; index += 1) {
    const character = line[index];
    if (character === '"') isQuoted = !isQuoted;
    if (character !== undefined && (isQuoted || character !== delimiter)) continue;
    cells.push(unquoted(line.slice(start, index)));
    start = index + 1;
  }
  return cells;
}

/** The delimiter that yields the most known headers in one line; then the one that splits most lines equally. */
function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, SAMPLE_CHARACTERS)
    .split("\n", SAMPLE_LINES)
    .filter((line) => line.trim() !== "");
  const scores = DELIMITERS.map((delimiter) => {
    const rows = lines.map((line) => split(line, delimiter));
    const known = rows.map((cells) => cells.filter((cell) => fieldOfHeader(cell)).length);
    const widths = new Map<number, number>();
    for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1);
    const alike = [...widths].map(([width, count]) => (width - 1) * count);
    const header = Math.max(0, ...known);
    return (header > 1 ? header * 100_000 : 0) + Math.max(0, ...alike);
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ",";
}

/** Whether a line has more cells than spreadsheets have columns. */
function isTooWide(text: string, delimiter: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\n") count = 0;
    else if (character === delimiter) count += 1;
    if (count > SPREADSHEET_COLUMNS) return true;
  }
  return false;
}

/** Removes Excel's hint `sep=;`, a line before the list that has no row in Excel. */
function readHint(text: string): { readonly text: string; readonly hint?: string } {
  const hint = /^"?sep=([,;\t|])"?(?:\n|$)/i.exec(text);
  if (hint?.[1] === undefined) return { text };
  return { text: text.slice(hint[0].length), hint: hint[1] };
}

/** Reads CSV and TSV as saved by spreadsheets. */
export function readTable(source: string): Result<readonly Sheet[], ListProblem> {
  const { text, hint } = readHint(source.replaceAll(/\r\n?/g, "\n"));
  const delimiter = hint ?? detectDelimiter(text);
  if (isTooWide(text, delimiter)) return refuseFile("too_many_columns");
  let isCutOff = false;
  let widest = 0;
  let count = 0;
  let cellCount = 0;
  const hinted = hint === undefined ? 0 : 1;
  let last = hinted;
  const rows: SheetRow[] = [];
  parse(text, {
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    to: MAX_ROWS + 1000,
    skip_records_with_error: true,
    on_skip: () => {
      isCutOff = true;
    },
    // Collected here, not by the parser, whose records take five times the memory.
    on_record: (record: readonly string[], { lines }) => {
      const line = last + 1;
      last = lines + hinted;
      count += 1;
      cellCount += record.length;
      if (cellCount > MAX_CELLS) return null;
      const cells = record.map((cell) => unescapeText(cell.trim()));
      const width = cells.findLastIndex((cell) => cell !== "") + 1;
      widest = Math.max(widest, width);
      if (width > 0) rows.push({ row: count, line, cells: cells.slice(0, width) });
      return null;
    },
  });
  if (widest > MAX_COLUMNS) return refuseFile("too_many_columns");
  if (rows.length > MAX_ROWS) return refuseFile("too_many_rows");
  if (cellCount > MAX_CELLS) return refuseFile("too_large");
  const openQuote = isCutOff ? { openQuote: last + 1 } : {};
  if (rows.length === 0 && !isCutOff) return refuseFile("empty");
  return succeed([{ name: "", isHidden: false, rows, ...openQuote }]);
}
