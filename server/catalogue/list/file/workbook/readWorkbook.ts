import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { refuseFile } from "./fileProblem.ts";
import { openArchive } from "./openArchive.ts";

/**
 * Reads XLSX and ODS, slowly: run it in a process. Each reader is loaded with the first file of its format, because an
 * unneeded library takes megabytes.
 */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<Result<readonly Sheet[], ListProblem>> {
  const parts = openArchive(bytes);
  if (!parts.ok) return parts;
  const content = parts.value["content.xml"];
  const sheets =
    content === undefined
      ? (await import("./readXlsx.ts")).readXlsx(parts.value)
      : (await import("./readOds.ts")).readOds(content);
  return sheets.ok && sheets.value.length === 0 ? refuseFile("empty") : sheets;
}
