import { utils, write } from "@e965/xlsx";
import { escapeText } from "./escapedText.ts";

/** Texts and numbers, row by row; the first row is the header. */
export type Table = readonly (readonly (string | number)[])[];
export type TableFormat = "csv" | "xlsx";

const quoted = (text: string): string =>
  /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const writeCsv = (table: Table): Uint8Array =>
  new TextEncoder().encode(
    // The mark is what Excel knows UTF-8 by.
    `\uFEFF${table
      .map((row) => `${row.map((cell) => quoted(escapeText(String(cell)))).join(",")}\r\n`)
      .join("")}`,
  );

function writeXlsx(table: Table): Uint8Array {
  const escaped = table.map((row) =>
    row.map((cell) => (typeof cell === "string" ? escapeText(cell) : cell)),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(escaped), "Homes");
  return new Uint8Array(
    write(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer,
  );
}

/** The bytes of a table. No cell is computed by whoever opens it. */
export const writeTable = (table: Table, format: TableFormat): Uint8Array =>
  format === "csv" ? writeCsv(table) : writeXlsx(table);
