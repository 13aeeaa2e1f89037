import { zipSync } from "fflate";
import { read, SSF, type CellObject, type WorkSheet } from "@e965/xlsx";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import { type Cell, type Sheet, type SheetRow, textOf } from "../cells.ts";
import { unescapeText } from "./escapedText.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_COLUMNS, MAX_ROWS } from "./limits.ts";
import type { Parts } from "./openArchive.ts";

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
function toCell(cell: CellObject | undefined): Cell {
  if (cell?.v === undefined || cell.t === "z") return "";
  const text = (cell.w ?? String(cell.v)).trim();
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
      return unescapeText(String(cell.v).trim());
  }
}

type Grid = Map<number, Cell[]>;

/** Repeats a vertically merged value in each of its rows. */
function fillMerged(grid: Grid, sheet: WorkSheet): void {
  for (const { s: start, e: end } of sheet["!merges"] ?? []) {
    const value = grid.get(start.r)?.[start.c];
    if (value === undefined || value === "" || end.r - start.r > MAX_ROWS) continue;
    for (let row = start.r + 1; row <= end.r; row += 1) {
      const cells = grid.get(row);
      if (cells !== undefined) cells[start.c] = value;
    }
  }
}

function readGrid(sheet: WorkSheet): Result<readonly SheetRow[], ListProblem> {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet["!data"] ?? [];
  const grid: Grid = new Map();
  for (const [index, row] of data.entries()) {
    if (row === undefined) continue;
    const cells: Cell[] = [];
    let isEmpty = true;
    for (const [column, cell] of row.entries()) {
      const value = toCell(cell);
      if (textOf(value) === "") continue;
      if (column >= MAX_COLUMNS) return refuseFile("too_many_columns");
      while (cells.length < column) cells.push("");
      cells[column] = value;
      isEmpty = false;
    }
    if (!isEmpty) grid.set(index, cells);
  }
  if (grid.size > MAX_ROWS) return refuseFile("too_many_rows");
  fillMerged(grid, sheet);
  return succeed(
    [...grid].map(([row, cells]) => ({
      row: row + 1,
      cells: Array.from(cells, (cell) => cell ?? ""),
    })),
  );
}

/** Reads the parts of an XLSX. The archive is rewritten from them, so that the library reads exactly what was checked. */
export function readXlsx(parts: Parts): Result<readonly Sheet[], ListProblem> {
  let workbook;
  try {
    workbook = read(zipSync(parts, { level: 0 }), {
      type: "array",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      sheetRows: MAX_ROWS + SPARE_ROWS,
    });
  } catch {
    return refuseFile("damaged");
  }
  const sheets: Sheet[] = [];
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined) continue;
    const rows = readGrid(sheet);
    if (!rows.ok) return rows;
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    if (rows.value.length > 0) sheets.push({ name, isHidden, rows: rows.value });
  }
  return succeed(sheets);
}
