import type { ListField } from "../../../../schema/list/fields.ts";
import { isError, textOf, type Cell, type Sheet, type SheetRow } from "../cells.ts";
import type { SheetColumn } from "../columns/sheetColumns.ts";
import type { CellPlace } from "../notes.ts";

/** The cells of one row by column. */
export interface RowCells {
  readonly row: SheetRow;
  /** "" where the sheet has no such column, and for an error of the spreadsheet. */
  cell(field: ListField): Cell;
  text(field: ListField): string;
  /** Of all columns that say the field. */
  texts(field: ListField): readonly string[];
  /** Of a sheet without such a column, the first cell of the row. */
  place(field: ListField): CellPlace;
}

export type ReadCells = (row: SheetRow) => RowCells;

export function openRows(sheet: Sheet, columns: readonly SheetColumn[]): ReadCells {
  const byField = new Map<string, number[]>();
  for (const { choice, column } of columns) {
    byField.set(choice, [...(byField.get(choice) ?? []), column]);
  }
  const first = (field: ListField) => byField.get(field)?.[0];
  return (row) => {
    const cell = (field: ListField) => {
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
