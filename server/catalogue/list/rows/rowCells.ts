import type { ListField } from "../../../../schema/list/fields.ts";
import { isError, textOf, type Cell, type Sheet, type SheetRow } from "../cells.ts";
import type { SheetColumn } from "../columns/sheetColumns.ts";
import type { CellPlace } from "../notes.ts";

/** The cells of one row by field. */
export interface RowCells {
  readonly row: SheetRow;
  /** "" if the sheet has no such column, and for a spreadsheet error. */
  cell(field: ListField): Cell;
  text(field: ListField): string;
  /** Texts of all columns of the field. */
  texts(field: ListField): readonly string[];
  /** The cell's position; for a field without a column, the row's first cell. */
  place(field: ListField): CellPlace;
}

export type ReadCells = (row: SheetRow) => RowCells;

const NO_MARK = /^(?:|[-–—0]|no?|false|нет|لا)$/iu;

/** The header under which a row has a mark. Several marks give all their headers, which is no known status. */
const markedStatus = (row: SheetRow, columns: readonly SheetColumn[]): string =>
  columns
    .filter(({ column }) => !NO_MARK.test(textOf(row.cells[column])))
    .map(({ header }) => header)
    .join(" / ");

export function openRows(sheet: Sheet, columns: readonly SheetColumn[]): ReadCells {
  const byField = new Map<string, number[]>();
  for (const { choice, column } of columns) {
    byField.set(choice, [...(byField.get(choice) ?? []), column]);
  }
  const marked = columns.filter(({ isMarked }) => isMarked === true);
  const first = (field: ListField) => byField.get(field)?.[0];
  return (row) => {
    const cell = (field: ListField) => {
      if (field === "status" && marked.length > 0) return markedStatus(row, marked);
      const found = row.cells[first(field) ?? -1] ?? "";
      return isError(found) ? "" : found;
    };
    return {
      row,
      cell,
      text: (field) => textOf(cell(field)),
      texts: (field) => (byField.get(field) ?? []).map((column) => textOf(row.cells[column])),
      place: (field) => ({ sheet: sheet.name, row: row.row, column: first(field) ?? 0 }),
    };
  };
}
