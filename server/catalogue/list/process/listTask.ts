import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { ListPreview } from "../../../../schema/list/preview.ts";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import type { Sheet } from "../cells.ts";
import { readFile } from "../file/readFile.ts";
import type { Table } from "../file/writeTable.ts";
import { guessMapping } from "../guessMapping.ts";
import { readUnits } from "../readUnits.ts";
import type { ListContext, ListReading } from "../reading.ts";

interface ReadTask {
  readonly bytes: Uint8Array;
  /** Absent: only the sheets are read. */
  readonly list?: { readonly context: ListContext; readonly mapping: ListMapping };
}

/** The table as an XLSX. */
interface WriteTask {
  readonly table: Table;
}

/** A task of the list process. */
export type ListTask = ReadTask | WriteTask;

/** A list, and the guessed mapping with which it was read. */
export interface ReadList {
  readonly preview: ListPreview;
  readonly reading: ListReading;
}

export function readSheetsAsList(
  sheets: readonly Sheet[],
  { context, mapping }: NonNullable<ReadTask["list"]>,
): { readonly ok: true; readonly value: ReadList } {
  const preview = guessMapping(sheets, context, mapping);
  return succeed({ preview, reading: readUnits(sheets, mapping, context) });
}

/** Runs a task. Blocks the thread until it is done. */
export async function runTask(task: ListTask): Promise<Result<unknown, ListProblem>> {
  if ("table" in task) {
    const { writeXlsx } = await import("../file/writeWorkbook.ts");
    return succeed(writeXlsx(task.table));
  }
  const sheets = await readFile(task.bytes);
  return sheets.ok && task.list !== undefined ? readSheetsAsList(sheets.value, task.list) : sheets;
}
