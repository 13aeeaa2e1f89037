import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { decodeText } from "./decodeText.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { readTable } from "./readTable.ts";
import { readWorkbook } from "./readWorkbook.ts";
import { sniffFile } from "./sniffFile.ts";

/** Reads a file; the format is detected from its bytes. Synchronous, and slow for large files. */
export function readFile(bytes: Uint8Array): Result<readonly Sheet[], ListProblem> {
  if (bytes.length > MAX_FILE_BYTES) return refuseFile("too_large");
  const file = sniffFile(bytes);
  if (file.kind === "refused") return refuseFile(file.code);
  if (file.kind === "workbook") return readWorkbook(bytes);
  const text = decodeText(bytes);
  return text === undefined ? refuseFile("other_format") : readTable(text);
}
