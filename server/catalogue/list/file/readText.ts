import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { decodeText } from "./decodeText.ts";
import { refuseFile } from "./fileProblem.ts";
import { MAX_TEXT_BYTES } from "./limits.ts";
import { readTable } from "./readTable.ts";

/** Reads a text file, CSV or TSV. */
export function readText(bytes: Uint8Array): Result<readonly Sheet[], ListProblem> {
  if (bytes.length > MAX_TEXT_BYTES) return refuseFile("too_large");
  const text = decodeText(bytes);
  return text === undefined ? refuseFile("other_format") : readTable(text);
}
