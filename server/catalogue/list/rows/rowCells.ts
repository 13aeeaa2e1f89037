import type { ListField } from "../../../../schema/list/fields.ts";
import { isError, textOf, type Cell, type Sheet, type SheetRow } from "../cells.ts";
import type { SheetColumn } from "../columns/sheetColumns.ts";
import type { CellPlace } from "../notes.ts";

export type ReadCells = (row: SheetRow) => RowCells;

const NO_MARK = /^(?:|[-–—0]|no?|false|нет|لا)$/iu;

/** The header under which a row has a mark. Several marks give all their headers, which is no known status. */
const markedStatus = (row: SheetRow, columns: readonly SheetColumn[]): string =>
  columns
    .filter(({ column }) => !NO_MARK.test(textOf(row.cells[column])))
    .map(({ header }) => header)
    .join(" / ");

/** Columns of a sheet by field. */
interface Fields {
  readonly sheet: string;
  readonly columnsOf: ReadonlyMap<string, readonly number[]>;
  readonly marked: readonly SheetColumn[];
}

/** The cells of one row by field. */
export class RowCells {
  readonly row: SheetRow;
  readonly #fields: Fields;

  constructor(row: SheetRow, fields: Fields) {
    this.row = row;
    this.#fields = fields;
  }

  #columns(field: ListField): readonly number[] {
    return this.#fields.columnsOf.get(field) ?? [];
  }

  /** "" if the sheet has no such column, and for a spreadsheet error. */
  cell(field: ListField): Cell {
    const { marked } = this.#fields;
    if (field === "status" && marked.length > 0) return markedStatus(this.row, marked);
    const found = this.row.cells[this.#columns(field)[0] ?? -1] ?? "";
    return isError(found) ? "" : found;
  }

  text(field: ListField): string {
    return textOf(this.cell(field));
  }

  /** Texts of all columns of the field. */
  texts(field: ListField): readonly string[] {
    return this.#columns(field).map((column) => textOf(this.row.cells[column]));
  }

  /** The cell's position; for a field without a column, the row's first cell. */
  place(field: ListField): CellPlace {
    const { sheet } = this.#fields;
    return { sheet, row: this.row.row, column: this.#columns(field)[0] ?? 0 };
  }
}

export function openRows({ name }: Sheet, columns: readonly SheetColumn[]): ReadCells {
  const columnsOf = new Map<string, number[]>();
  for (const { choice, column } of columns) {
    columnsOf.set(choice, [...(columnsOf.get(choice) ?? []), column]);
  }
  const marked = columns.filter(({ isMarked }) => isMarked === true);
  const fields = { sheet: name, columnsOf, marked };
  return (row) => new RowCells(row, fields);
}
