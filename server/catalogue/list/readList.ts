import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Result } from "../../../schema/values/result.ts";
import type { Sheet } from "./cells.ts";
import { refuseAtOnce } from "./file/refuseAtOnce.ts";
import { readText } from "./file/readText.ts";
import { sniffFile } from "./file/sniffFile.ts";
import { readSheetsAsList, type ReadList } from "./process/listTask.ts";
import { runInProcess } from "./process/runInProcess.ts";
import type { ListContext } from "./reading.ts";

/** An uploaded list. */
export interface ListFile {
  readonly bytes: Uint8Array;
  /** The sender's file name, or empty. The format is detected from the bytes. */
  readonly fileName: string;
}

/** Reads a list off the event loop, with limits on memory and time. */
export type ListReader = (
  file: ListFile,
  context: ListContext,
  mapping: ListMapping,
) => Promise<Result<ReadList, ListProblem>>;

/** Texts of this size are read in a few milliseconds, less than the start of a process. */
const SMALL_TEXT_BYTES = 64 * 1024;

const isSmallText = (bytes: Uint8Array): boolean =>
  bytes.length <= SMALL_TEXT_BYTES && sniffFile(bytes).kind === "text";

/** The sheets of a file: CSV, TSV, XLSX or ODS, detected from the bytes. */
export async function readSheets(
  bytes: Uint8Array,
): Promise<Result<readonly Sheet[], ListProblem>> {
  if (isSmallText(bytes)) return readText(bytes);
  return refuseAtOnce(bytes) ?? (await runInProcess({ bytes }));
}

/** Reads a list for a development: the homes, the problems, and the guessed mapping. */
export const readList: ListReader = async ({ bytes }, context, mapping) => {
  const list = { context, mapping };
  if (!isSmallText(bytes)) {
    return refuseAtOnce(bytes) ?? (await runInProcess({ bytes, list }));
  }
  const sheets = readText(bytes);
  return sheets.ok ? readSheetsAsList(sheets.value, list) : sheets;
};
