import { unzipSync, zipSync } from "fflate";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/result.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_CELLS, MAX_COLUMNS, MAX_PARTS, MAX_UNPACKED_BYTES } from "./limits.ts";

/** Parts that say something of a list; pictures, macros and previews do not. */
const isNeeded = (name: string): boolean =>
  /(?:\.xml|\.rels|^mimetype)$/i.test(name) && !name.startsWith("Thumbnails/");

type Parts = Readonly<Record<string, Uint8Array>>;

/** A part is unpacked into the size that the archive declares for it and not a byte more. */
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

function countOf(part: Buffer, text: string): number {
  let count = 0;
  for (let at = part.indexOf(text); at !== -1; at = part.indexOf(text, at + text.length)) {
    count += 1;
  }
  return count;
}

const REPEATED = /<table:(?:covered-)?table-cell([^>]*?)(?:\/>|>)/g;

/** A row of an ODS that repeats a cell which holds something more often than any list has columns. */
function repeatsCells(part: Buffer): boolean {
  if (!part.includes("columns-repeated")) return false;
  for (const [, attributes = ""] of part.toString("utf8").matchAll(REPEATED)) {
    const times = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    if (times > MAX_COLUMNS && attributes.includes("office:value")) return true;
  }
  return false;
}

function checkPart(name: string, bytes: Uint8Array): Result<undefined, ListProblem> {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // No spreadsheet program writes them, and a few lines of them unfold into gigabytes.
  if (part.includes("<!ENTITY")) return refuseFile("damaged");
  if (name === "META-INF/manifest.xml" && part.includes("encryption-data")) {
    return refuseFile("password");
  }
  const cells = name === "content.xml" ? "<text:p" : "</c>";
  if (name === "content.xml" && repeatsCells(part)) return refuseFile("too_many_columns");
  return countOf(part, cells) > MAX_CELLS ? refuseFile("too_large") : succeed(undefined);
}

/**
 * A workbook's archive written anew, without compression, of the parts that are needed, once their real sizes and
 * contents are known to be harmless: the reader then sees exactly what was checked.
 */
export function openArchive(bytes: Uint8Array): Result<Uint8Array, ListProblem> {
  const parts = unpack(bytes);
  if (!parts.ok) return parts;
  for (const [name, part] of Object.entries(parts.value)) {
    const checked = checkPart(name, part);
    if (!checked.ok) return checked;
  }
  return succeed(zipSync(parts.value, { level: 0 }));
}
