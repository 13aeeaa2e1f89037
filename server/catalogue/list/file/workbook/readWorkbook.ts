import type { ListProblem } from "../../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../../schema/values/result.ts";
import type { Sheet } from "../../cells.ts";
import { refuseFile } from "../fileProblem.ts";
import { openArchive, readPart } from "./openArchive.ts";
import { refusing } from "./refusal.ts";

/**
 * Reads XLSX and ODS, slowly: run it in a process. Each reader is loaded with the first file of its format, because an
 * unneeded library takes megabytes.
 */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<Result<readonly Sheet[], ListProblem>> {
  return refusing(async () => {
    const parts = await openArchive(bytes);
    const manifest = parts.get("META-INF/manifest.xml");
    if (manifest !== undefined && (await readPart(manifest)).includes("encryption-data"))
      return refuseFile("password");
    const content = parts.get("content.xml");
    const sheets =
      content === undefined
        ? await (await import("./readXlsx.ts")).readXlsx(parts)
        : await (await import("./readOds.ts")).readOds(content);
    return sheets.length === 0 ? refuseFile("empty") : succeed(sheets);
  });
}
