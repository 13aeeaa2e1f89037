import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { decodeText } from "./decodeText.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { readTable } from "./readTable.ts";
import { readWorkbook } from "./readWorkbook.ts";
import { sniffFile } from "./sniffFile.ts";

/** The refusal of a file that its size or first bytes rule out. */
export function refuseAtOnce(bytes: Uint8Array): ReturnType<typeof refuseFile> | undefined {
  if (bytes.length > MAX_FILE_BYTES) return refuseFile("too_large");
  const file = sniffFile(bytes);
  return file.kind === "refused" ? refuseFile(file.code) : undefined;
}

/** Reads a file; the format is detected from its bytes. Synchronous, and slow for large files. */
export function readFile(bytes: Uint8Array): Result<readonly Sheet[], ListProblem> {
  const refused = refuseAtOnce(bytes);
  if (refused !== undefined) return refused;
  if (sniffFile(bytes).kind === "workbook") return readWorkbook(bytes);
  const text = decodeText(bytes);
  return text === undefined ? refuseFile("other_format") : readTable(text);
}
