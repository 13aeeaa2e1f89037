import { utils, write as writeBook } from "@e965/xlsx";
import { escapeText } from "./escapedText.ts";

/** Texts and numbers, row by row; the first row is the header. */
export type Table = readonly (readonly (string | number)[])[];
export type TableFormat = "csv" | "xlsx";

const quoted = (text: string): string =>
  /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** One point before exactly three digits could be read as thousands. */
const textOfNumber = (value: number): string => {
  const text = String(value);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
};

/** With the mark by which spreadsheets know UTF-8. */
function writeCsv(table: Table): Uint8Array {
  const write = (cell: string | number) =>
    quoted(typeof cell === "number" ? textOfNumber(cell) : escapeText(cell));
  const lines = table.map((row) => `${row.map(write).join(",")}\r\n`);
  return new TextEncoder().encode(`\uFEFF${lines.join("")}`);
}

function writeXlsx(table: Table): Uint8Array {
  const escaped = table.map((row) =>
    row.map((cell) => (typeof cell === "string" ? escapeText(cell) : cell)),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(escaped), "Homes");
  return new Uint8Array(
    writeBook(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer,
  );
}

/** The bytes of a table. No cell is computed by whoever opens it. */
export const writeTable = (table: Table, format: TableFormat): Uint8Array =>
  format === "csv" ? writeCsv(table) : writeXlsx(table);
