import { escapeText } from "./escapedText.ts";

export type TableRow = readonly (string | number)[];
/** Rows of texts and numbers; the first is the header. */
export type Table = readonly TableRow[];
export type TableFormat = "csv" | "xlsx";

const quoted = (text: string): string =>
  /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Avoids a single point before exactly three digits, which could be read as thousands. */
const textOfNumber = (value: number): string => {
  const text = String(value);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
};

/** Starts with a byte order mark, so that spreadsheets read it as UTF-8. */
export function writeCsv(table: Table): Uint8Array {
  const write = (cell: string | number) =>
    quoted(typeof cell === "number" ? textOfNumber(cell) : escapeText(cell));
  const lines = table.map((row) => `${row.map(write).join(",")}\r\n`);
  return new TextEncoder().encode(`\uFEFF${lines.join("")}`);
}
