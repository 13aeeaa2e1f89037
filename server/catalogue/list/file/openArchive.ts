import { unzipSync } from "fflate";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_CELLS, MAX_PARTS, MAX_UNPACKED_BYTES } from "./limits.ts";

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

function countOf(part: Buffer, text: string): number {
  let count = 0;
  for (let at = part.indexOf(text); at !== -1; at = part.indexOf(text, at + text.length)) {
    count += 1;
  }
  return count;
}

function checkPart(name: string, bytes: Uint8Array): Result<undefined, ListProblem> {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // No spreadsheet program writes entities, and a few lines of them expand to gigabytes.
  if (part.includes("<!ENTITY")) return refuseFile("damaged");
  if (name === "META-INF/manifest.xml" && part.includes("encryption-data")) {
    return refuseFile("password");
  }
  return countOf(part, "</c>") > MAX_CELLS ? refuseFile("too_large") : succeed(undefined);
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
