import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { writeCsv, type TableFormat } from "./file/writeTable.ts";
import { homesTable } from "./homesTable.ts";
import { runInProcess } from "./process/runInProcess.ts";

/**
 * A pack's own list of the homes, which reads back as the same homes. The caller leaves derived layouts out. Workbooks
 * are written in a process.
 */
export async function writeList(
  homes: readonly Unit[],
  measures: Pick<Project, "digits" | "areaUnit">,
  format: TableFormat,
): Promise<Uint8Array> {
  const table = homesTable(homes, measures);
  if (format === "csv") return writeCsv(table);
  const written = await runInProcess<Uint8Array>({ table });
  if (!written.ok) throw new Error(written.problem.reason);
  return written.value;
}
