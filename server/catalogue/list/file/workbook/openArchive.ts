import { unzipSync } from "fflate";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_CELLS, MAX_PARTS, MAX_UNPACKED_BYTES, SPREADSHEET_COLUMNS } from "./limits.ts";

/** The parts of a workbook, unpacked, by name. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/** Parts that affect a list's content; pictures, macros and previews do not. */
const isNeeded = (name: string): boolean =>
  /(?:\.xml|\.rels)$/i.test(name) && !name.startsWith("Thumbnails/");

/** Unpacks each part into exactly the size declared by the archive. */
function unpack(bytes: Uint8Array): Result<Parts, ListProblem> {
  let size = 0;
  let count = 0;
  let isTooLarge = false;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isNeeded(name)) return false;
        size += originalSize;
        count += 1;
        if (size > MAX_UNPACKED_BYTES || count > MAX_PARTS) isTooLarge = true;
        return !isTooLarge;
      },
    });
    return isTooLarge ? refuseFile("too_large") : succeed(parts);
  } catch {
    return refuseFile("damaged");
  }
}

/** Occurrences of a text from one place to another; counts no further than `most` + 1. */
function countOf(part: Buffer, text: string, most: number, from = 0, to = part.length): number {
  let count = 0;
  for (let at = part.indexOf(text, from); at !== -1 && at < to && count <= most; count += 1) {
    at = part.indexOf(text, at + text.length);
  }
  return count;
}

/** Whether a row of a sheet has more cells than spreadsheets have columns. */
function isTooWide(part: Buffer): boolean {
  for (let from = 0; from < part.length;) {
    const end = part.indexOf("</row>", from);
    const to = end === -1 ? part.length : end + 1;
    if (countOf(part, "</c>", SPREADSHEET_COLUMNS, from, to) > SPREADSHEET_COLUMNS) return true;
    from = to;
  }
  return false;
}

function checkPart(name: string, bytes: Uint8Array): Result<undefined, ListProblem> {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // No spreadsheet program writes entities, and a few lines of them expand to gigabytes.
  if (part.includes("<!ENTITY")) return refuseFile("damaged");
  if (name === "META-INF/manifest.xml" && part.includes("encryption-data")) {
    return refuseFile("password");
  }
  if (isTooWide(part)) return refuseFile("too_many_columns");
  const isLarge = ["</c>", "</si>", "</row>"].some(
    (end) => countOf(part, end, MAX_CELLS) > MAX_CELLS,
  );
  return isLarge ? refuseFile("too_large") : succeed(undefined);
}

/** Unpacks a workbook's archive after checking its real sizes and contents. */
export function openArchive(bytes: Uint8Array): Result<Parts, ListProblem> {
  const parts = unpack(bytes);
  if (!parts.ok) return parts;
  for (const [name, part] of Object.entries(parts.value)) {
    const checked = checkPart(name, part);
    if (!checked.ok) return checked;
  }
  return parts;
}
