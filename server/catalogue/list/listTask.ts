import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListPreview } from "../../../schema/list/preview.ts";
import { succeed } from "../../../schema/result.ts";
import type { Sheet } from "./cells.ts";
import { guessMapping } from "./guessMapping.ts";
import { readUnits } from "./readUnits.ts";
import type { ListContext, ListReading } from "./reading.ts";

/** What the thread that reads lists is asked for. */
export interface ListTask {
  readonly bytes: Uint8Array;
  /** Absent: the sheets alone. */
  readonly list?: { readonly context: ListContext; readonly mapping: ListMapping };
}

/** A list, and the guess under which it was read. */
export interface ReadList {
  readonly preview: ListPreview;
  readonly reading: ListReading;
}

export function readSheetsAsList(
  sheets: readonly Sheet[],
  { context, mapping }: NonNullable<ListTask["list"]>,
): { readonly ok: true; readonly value: ReadList } {
  const preview = guessMapping(sheets, context, mapping);
  return succeed({ preview, reading: readUnits(sheets, mapping, context) });
}
