import type { ListProblem } from "../../../../schema/list/problems.ts";
import type { Result } from "../../../../schema/values/result.ts";
import type { TableRow } from "../file/writeTable.ts";
import type { ReadUnit } from "../reading.ts";
import type { ListTask } from "./listTask.ts";

/** Rows or homes of one message. A message takes about 2 ms to decode. */
const PART = 250;

/** To the list process. A file's bytes follow on its standard input; a table's rows precede the task in parts. */
export type ToListProcess = { readonly rows: readonly TableRow[] } | { readonly task: ListTask };

/** From the list process. The homes of a reading precede it in parts, so that no message takes long to decode. */
export type FromListProcess =
  | { readonly units: readonly ReadUnit[] }
  | { readonly result: Result<unknown, ListProblem> }
  /** The message of an unexpected error. */
  | { readonly failed: string };

export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += PART) yield items.slice(at, at + PART);
}
