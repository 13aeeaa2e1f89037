import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { readText } from "./readText.ts";
import { readWorkbook } from "./workbook/readWorkbook.ts";
import { refuseAtOnce } from "./refuseAtOnce.ts";
import { sniffFile } from "./sniffFile.ts";

/** Reads a file; the format is detected from its bytes. Blocks the thread while it reads a large file. */
export async function readFile(bytes: Uint8Array): Promise<Result<readonly Sheet[], ListProblem>> {
  const refused = refuseAtOnce(bytes);
  if (refused !== undefined) return refused;
  return sniffFile(bytes).kind === "workbook" ? readWorkbook(bytes) : readText(bytes);
}
