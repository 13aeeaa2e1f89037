import { MAX_CELLS, MAX_PIECE_BYTES, PIECE_BYTES, SPREADSHEET_COLUMNS } from "../limits.ts";
import type { Part } from "./openArchive.ts";
import { Refusal, refuseEntities } from "./refusal.ts";

const CLOSED = Buffer.from("</sheetData></worksheet>");

/** A row whose number is written in it, so that it may follow any other. */
const NUMBERED_ROW = '<row r="';

function countOf(piece: Buffer, text: string): number {
  let count = 0;
  for (let at = piece.indexOf(text); at !== -1; count += 1) {
    at = piece.indexOf(text, at + text.length);
  }
  return count;
}

function widestRow(piece: Buffer): number {
  let widest = 0;
  for (let from = 0; from < piece.length;) {
    const end = piece.indexOf("</row>", from);
    const to = end === -1 ? piece.length : end + 1;
    widest = Math.max(widest, countOf(piece.subarray(from, to), "</c>"));
    from = to;
  }
  return widest;
}

/** Everything up to the rows; `undefined` if they do not begin here. */
function headOf(piece: Buffer): Buffer | undefined {
  const rows = piece.indexOf("<sheetData");
  const end = piece.indexOf(">", rows);
  return rows === -1 || end === -1 ? undefined : Buffer.from(piece.subarray(0, end + 1));
}

/**
 * Unpacks a sheet of an XLSX and cuts it between rows into sheets that together have its rows; the last also has what
 * follows the rows. Throws a refusal if the sheet is too large or too wide.
 */
export async function* cutSheet({ read }: Part): AsyncGenerator<Buffer> {
  const counts = { "</c>": 0, "</row>": 0 };
  const check = (piece: Buffer): Buffer => {
    if (widestRow(refuseEntities(piece)) > SPREADSHEET_COLUMNS)
      throw new Refusal("too_many_columns");
    for (const tag of ["</c>", "</row>"] as const) {
      counts[tag] += countOf(piece, tag);
      if (counts[tag] > MAX_CELLS) throw new Refusal("too_large");
    }
    return piece;
  };
  let head: Buffer | undefined;
  let chunks: Buffer[] = [];
  let size = 0;
  let next = PIECE_BYTES;
  for await (const chunk of read()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < next) continue;
    const piece = Buffer.concat(chunks);
    head ??= headOf(piece);
    const cut = piece.lastIndexOf(NUMBERED_ROW);
    if (head !== undefined && cut > head.length) {
      yield check(Buffer.concat([piece.subarray(0, cut), CLOSED]));
      chunks = [head, Buffer.from(piece.subarray(cut))];
      next = PIECE_BYTES;
    } else {
      if (size > MAX_PIECE_BYTES) {
        check(piece);
        throw new Refusal("too_large");
      }
      chunks = [piece];
      next = size + PIECE_BYTES;
    }
    size = chunks.reduce((sum, { length }) => sum + length, 0);
  }
  yield check(Buffer.concat(chunks));
}
