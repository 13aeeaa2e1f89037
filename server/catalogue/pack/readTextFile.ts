import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ReportProblem } from "./packProblems.ts";

/** Far above any price list; prevents a mistaken file from filling the memory. */
const LARGEST_FILE_BYTES = 32 * 1024 * 1024;

const BYTE_ORDER_MARKS = [
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

function encodingOf(bytes: Uint8Array): string {
  const mark = BYTE_ORDER_MARKS.find((mark) =>
    mark.bytes.every((byte, index) => bytes[index] === byte),
  );
  return mark?.encoding ?? "utf-8";
}

/** UTF-8 or, with a byte order mark, UTF-16. `undefined` if it is neither, which was reported. */
function decodeText(bytes: Uint8Array, report: ReportProblem): string | undefined {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    report(`not ${encoding.toUpperCase()} text; in Excel save it as "CSV UTF-8"`);
    return undefined;
  }
}

/** The text of a pack's file; `undefined` if it cannot be read, which was reported. */
export function readTextFile(
  folder: string,
  file: string,
  report: ReportProblem,
): string | undefined {
  const path = join(folder, file);
  try {
    if (statSync(path).size > LARGEST_FILE_BYTES) {
      report("over 32 MB");
      return undefined;
    }
    return decodeText(readFileSync(path), report);
  } catch (error) {
    report(reasonOf(error));
    return undefined;
  }
}

/** The reason for a failed file system call, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  return error.code === "ENOENT" ? "no such file" : `cannot be read (${String(error.code)})`;
}
