import { utils, write as writeBook } from "@e965/xlsx";
import { escapeText } from "./escapedText.ts";
import type { Table } from "./writeTable.ts";

/** An XLSX without formulas. Slow: run it in a process. */
export function writeXlsx(table: Table): Uint8Array {
  const escaped = table.map((row) =>
    row.map((cell) => (typeof cell === "string" ? escapeText(cell) : cell)),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(escaped), "Homes");
  return new Uint8Array(
    writeBook(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer,
  );
}
