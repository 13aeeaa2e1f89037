/** A cell of a spreadsheet: a text, or a value with its displayed text. Empty: "". */
export type Cell =
  | string
  | { readonly text: string; readonly number: number }
  | { readonly text: string; readonly date: CalendarDate }
  | { readonly text: string; readonly error: true };

/** Months and days count from 1. */
interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface SheetRow {
  /** Row number in the spreadsheet, from 1. */
  readonly row: number;
  /** Line number in a text file, from 1; differs from `row` if a cell spans lines. */
  readonly line?: number;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  /** Empty for a text file, which is a single sheet. */
  readonly name: string;
  readonly isHidden: boolean;
  /** Non-empty rows, in order. A vertically merged value is repeated in each of its rows. */
  readonly rows: readonly SheetRow[];
  /** Row of a quotation mark that is never closed. */
  readonly openQuote?: number;
}

/** The displayed text, trimmed. */
export const textOf = (cell: Cell | undefined): string =>
  (typeof cell === "object" ? cell.text : (cell ?? "")).trim();

/** "A" for 0, "AA" for 26. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest < 0 ? "" : columnLetter(rest)) + String.fromCodePoint(65 + (column % 26));
}

/** As spreadsheets write it: `Sheet1!F214`, `'Tower A'!F214`, or `F214` without a sheet. `column` is from 0. */
export function cellName(sheet: string, row: number, column: number): string {
  const cell = columnLetter(column) + row;
  if (sheet === "") return cell;
  const isPlain = /^[\p{L}_][\p{L}\d_]*$/u.test(sheet);
  return `${isPlain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`;
}

const ERROR_TEXT = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/i;

/** Whether a formula failed, in a workbook or in CSV saved from one. */
export const isError = (cell: Cell | undefined): boolean =>
  typeof cell === "object" ? "error" in cell : ERROR_TEXT.test(cell ?? "");
