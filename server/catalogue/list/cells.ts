/** A cell of a spreadsheet: a text, or a value with the text that the spreadsheet shows. Empty: "". */
export type Cell =
  | string
  | { readonly text: string; readonly number: number }
  | { readonly text: string; readonly date: CalendarDate }
  | { readonly text: string; readonly error: true };

/** Months and days from 1. */
interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  /** In a text file, from 1; another than `row` where a cell spans lines. */
  readonly line?: number;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  /** Empty for a text file, which has one sheet. */
  readonly name: string;
  readonly isHidden: boolean;
  /** Those that hold something, in order. What is merged downwards stands in each of its rows. */
  readonly rows: readonly SheetRow[];
  /** Row where a quotation mark is opened and never closed. */
  readonly openQuote?: number;
}

/** What the spreadsheet shows, trimmed. */
export const textOf = (cell: Cell | undefined): string =>
  (typeof cell === "object" ? cell.text : (cell ?? "")).trim();

/** "A" for 0, "AA" for 26. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest < 0 ? "" : columnLetter(rest)) + String.fromCodePoint(65 + (column % 26));
}

/** As spreadsheets name it: `Sheet1!F214`, `'Tower A'!F214`, or `F214` where there are no sheets. `column` is from 0. */
export function cellName(sheet: string, row: number, column: number): string {
  const cell = columnLetter(column) + row;
  if (sheet === "") return cell;
  const isPlain = /^[\p{L}_][\p{L}\d_]*$/u.test(sheet);
  return `${isPlain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`;
}

const ERROR_TEXT = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/i;

/** Whether a formula came to nothing, in a workbook or in the CSV that was saved of one. */
export const isError = (cell: Cell | undefined): boolean =>
  typeof cell === "object" ? "error" in cell : ERROR_TEXT.test(cell ?? "");
