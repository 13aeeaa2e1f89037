import { zipSync, type Zippable } from "fflate";
import { read, SSF, type CellObject, type Range, type WorkSheet } from "@e965/xlsx";
import { type Cell, type Sheet, type SheetRow, textOf } from "../../cells.ts";
import { cutSheet } from "./cutSheet.ts";
import { unescapeText } from "../escapedText.ts";
import { MAX_COLUMNS, MAX_COMMON_BYTES, MAX_ROWS, PIECE_BYTES } from "../limits.ts";
import { readPart, type Parts } from "./openArchive.ts";
import { Refusal, refuseEntities } from "./refusal.ts";
import { inlineTexts, isSharedTexts, namesTexts, readSharedTexts } from "./sharedTexts.ts";
import { openTexts } from "./texts.ts";

/** Rows read in addition to a list's maximum: titles, totals and empty ones. */
const SPARE_ROWS = 1000;

function toDateCell(cell: CellObject, text: string): Cell {
  if (cell.v instanceof Date) {
    const date = cell.v;
    return {
      text,
      date: { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() },
    };
  }
  const { y: year, m: month, d: day } = SSF.parse_date_code(Number(cell.v));
  return { text, date: { year, month, day } };
}

/** Formulas are read as their stored values. */
function toCell(cell: CellObject | undefined, copy: (text: string) => string): Cell {
  if (cell?.v === undefined || cell.t === "z") return "";
  const text = copy((cell.w ?? String(cell.v)).trim());
  switch (cell.t) {
    case "n": {
      const isDate = typeof cell.z === "string" && SSF.is_date(cell.z);
      return isDate ? toDateCell(cell, text) : { text, number: Number(cell.v) };
    }
    case "d":
      return toDateCell(cell, text);
    case "e":
      return { text, error: true };
    case "b":
      return cell.v === true ? "yes" : "no";
    default:
      return copy(unescapeText(String(cell.v).trim()));
  }
}

const EMPTY_SHEET = Buffer.from(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
);
const isSheet = (name: string): boolean => /^xl\/worksheets\/[^/]+\.xml$/i.test(name);

/** The parts that all sheets need, such as styles, without the shared texts. */
async function readCommon(parts: Parts): Promise<Zippable> {
  const common = [...parts].filter(([name]) => !isSheet(name) && !isSharedTexts(name));
  const size = common.reduce((sum, [, part]) => sum + part.size, 0);
  if (size > MAX_COMMON_BYTES) throw new Refusal("too_large");
  const read: Zippable = {};
  for (const [name, part] of common) read[name] = refuseEntities(await readPart(part));
  return read;
}

/**
 * Sheets and pieces of large ones, in archives of about a piece each: the library takes many times the memory of what
 * it reads at once, and would read all shared texts again each time. It reads exactly what was checked.
 */
async function* packPieces(parts: Parts): AsyncGenerator<Uint8Array> {
  const sheets = [...parts].filter(([name]) => isSheet(name));
  const empty = Object.fromEntries(sheets.map(([name]) => [name, EMPTY_SHEET]));
  const common = { ...(await readCommon(parts)), ...empty };
  const [sharedName = "", shared] = [...parts].find(([name]) => isSharedTexts(name)) ?? [];
  const texts = shared === undefined ? [] : await readSharedTexts(shared);
  let batch: Record<string, Buffer> = {};
  let size = 0;
  const pack = async () => {
    const packed: Zippable = { ...common, ...batch };
    if (shared !== undefined && Object.values(batch).some(namesTexts))
      packed[sharedName] = await readPart(shared);
    batch = {};
    size = 0;
    return zipSync(packed, { level: 0 });
  };
  for (const [name, part] of sheets) {
    for await (const piece of cutSheet(part)) {
      if (name in batch || (size > 0 && size + piece.length > PIECE_BYTES)) yield await pack();
      batch[name] = inlineTexts(piece, texts);
      size += piece.length;
    }
  }
  yield await pack();
}

/** A sheet, as far as it has been read. */
interface OpenSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** By index. */
  readonly rows: Map<number, Cell[]>;
  readonly merges: Range[];
}

type ReadCell = (cell: CellObject | undefined) => Cell;

function addRows({ rows }: OpenSheet, sheet: WorkSheet, readCell: ReadCell): void {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet["!data"] ?? [];
  for (const [index, row] of data.entries()) {
    if (row === undefined) continue;
    const cells: Cell[] = [];
    for (const [column, cell] of row.entries()) {
      const value = readCell(cell);
      if (textOf(value) === "") continue;
      if (column >= MAX_COLUMNS) throw new Refusal("too_many_columns");
      while (cells.length < column) cells.push("");
      cells[column] = value;
    }
    if (cells.length > 0) rows.set(index, cells);
  }
  if (rows.size > MAX_ROWS) throw new Refusal("too_many_rows");
}

/** Repeats a vertically merged value in each of its rows. */
function fillMerged({ rows, merges }: OpenSheet): void {
  for (const { s: start, e: end } of merges) {
    const value = rows.get(start.r)?.[start.c];
    if (value === undefined || value === "" || end.r - start.r > MAX_ROWS) continue;
    for (let row = start.r + 1; row <= end.r; row += 1) {
      const cells = rows.get(row);
      if (cells !== undefined) cells[start.c] = value;
    }
  }
}

const toRows = ({ rows }: OpenSheet): readonly SheetRow[] =>
  [...rows].map(([index, cells]) => ({
    row: index + 1,
    cells: Array.from(cells, (cell) => cell ?? ""),
  }));

/** Reads the parts of an XLSX. Throws if it is damaged or too large. */
export async function readXlsx(parts: Parts): Promise<readonly Sheet[]> {
  const copy = openTexts();
  const readCell: ReadCell = (cell) => toCell(cell, copy);
  const sheets: OpenSheet[] = [];
  for await (const packed of packPieces(parts)) {
    const workbook = read(packed, {
      type: "array",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      sheetRows: MAX_ROWS + SPARE_ROWS,
    });
    for (const [index, name] of workbook.SheetNames.entries()) {
      const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
      const sheet = (sheets[index] ??= { name, isHidden, rows: new Map(), merges: [] });
      const piece = workbook.Sheets[name];
      if (piece === undefined) continue;
      addRows(sheet, piece, readCell);
      for (const merge of piece["!merges"] ?? []) sheet.merges.push(merge);
    }
  }
  for (const sheet of sheets) fillMerged(sheet);
  return sheets
    .filter(({ rows }) => rows.size > 0)
    .map((sheet) => ({ name: sheet.name, isHidden: sheet.isHidden, rows: toRows(sheet) }));
}
