import { MAX_CELLS, MAX_PIECE_BYTES, PIECE_BYTES, SPREADSHEET_COLUMNS } from "../limits.ts";
import type { Part } from "./openArchive.ts";
import { Refusal, refuseEntities } from "./refusal.ts";

function countOf(piece: Buffer, text: string): number {
  let count = 0;
  for (let at = piece.indexOf(text); at !== -1; count += 1) {
    at = piece.indexOf(text, at + text.length);
  }
  return count;
}

/** What a sheet begins with, up to its rows. */
interface Head {
  readonly bytes: Buffer;
  /** Of the names of its elements, such as `x:`, which .NET programs write. */
  readonly prefix: string;
}

/** `undefined` if the rows do not begin here. */
function headOf(piece: Buffer): Head | undefined {
  const name = piece.indexOf("sheetData");
  const end = piece.indexOf(">", name);
  if (name === -1 || end === -1) return undefined;
  const prefix = piece.toString("latin1", piece.lastIndexOf("<", name) + 1, name);
  return { bytes: Buffer.from(piece.subarray(0, end + 1)), prefix };
}

const ownNumber = (rowTag: string): string | undefined =>
  /\sr\s*=\s*["'](\d+)["']/.exec(rowTag)?.[1];

/** The number of the last row: its own, or one more than that of the row before. */
function lastRow(rows: Buffer, { prefix }: Head, before: number): number {
  const at = rows.lastIndexOf(`<${prefix}row`);
  const own = ownNumber(rows.toString("latin1", at, rows.indexOf(">", at)));
  if (own !== undefined) return Number(own);
  let last = before;
  const tags = new RegExp(`<${prefix}row(?:\\s[^>]*)?>`, "g");
  for (const [tag] of rows.toString("latin1").matchAll(tags)) {
    last = Number(ownNumber(tag) ?? last + 1);
  }
  return last;
}

/** Refuses a sheet by its pieces, in order. */
function openCheck(): (piece: Buffer, prefix?: string) => Buffer {
  let cells = 0;
  let rows = 0;
  return (piece, prefix = "") => {
    refuseEntities(piece);
    const endOfCell = `</${prefix}c>`;
    const endOfRow = `</${prefix}row>`;
    for (let from = 0; from < piece.length; rows += 1) {
      const end = piece.indexOf(endOfRow, from);
      const to = end === -1 ? piece.length : end + 1;
      const width = countOf(piece.subarray(from, to), endOfCell);
      if (width > SPREADSHEET_COLUMNS) throw new Refusal("too_many_columns");
      cells += width;
      from = to;
    }
    if (Math.max(cells, rows) > MAX_CELLS) throw new Refusal("too_large");
    return piece;
  };
}

/**
 * Unpacks a sheet of an XLSX and cuts it between rows into sheets that together have its rows; the last also has what
 * follows the rows. Throws a refusal if the sheet is too large or too wide.
 */
export async function* cutSheet({ read }: Part): AsyncGenerator<Buffer> {
  const check = openCheck();
  let head: Head | undefined;
  let row = 0;
  let chunks: Buffer[] = [];
  let size = 0;
  let next = PIECE_BYTES;
  for await (const chunk of read()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < next) continue;
    const piece = Buffer.concat(chunks);
    head ??= headOf(piece);
    const endOfRow = `</${head?.prefix ?? ""}row>`;
    const cut = piece.lastIndexOf(endOfRow) + endOfRow.length;
    if (head !== undefined && cut > head.bytes.length) {
      const { bytes, prefix } = head;
      const end = Buffer.from(`</${prefix}sheetData></${prefix}worksheet>`);
      yield check(Buffer.concat([piece.subarray(0, cut), end]), prefix);
      row = lastRow(piece.subarray(bytes.length, cut), head, row);
      // Rows without numbers are counted on from this one, which is empty.
      const anchor = Buffer.from(`<${prefix}row r="${row}">${endOfRow}`);
      chunks = [bytes, anchor, Buffer.from(piece.subarray(cut))];
      next = PIECE_BYTES;
    } else {
      // A sheet is not cut within a row.
      if (size > MAX_PIECE_BYTES) {
        check(piece, head?.prefix);
        throw new Refusal("too_large");
      }
      chunks = [piece];
      // Twice as far each time, or copies of a long row would take many times its memory.
      next = size * 2;
    }
    size = chunks.reduce((sum, { length }) => sum + length, 0);
  }
  yield check(Buffer.concat(chunks), head?.prefix);
}
