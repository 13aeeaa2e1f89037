import type { ListMapping, SheetMapping } from "../../../../schema/list/mapping.ts";
import type { Sheet } from "../cells.ts";
import { normaliseWord } from "../words/normaliseWord.ts";

/** A person's choices for one sheet. */
export const sheetMapping = (mapping: ListMapping, sheet: Sheet): SheetMapping | undefined =>
  Object.entries(mapping.sheets ?? {}).find(
    ([name]) => normaliseWord(name) === normaliseWord(sheet.name),
  )?.[1];

/** Whether a sheet is read: it is neither hidden in the spreadsheet nor excluded by a person. */
export const isRead = (sheet: Sheet, mapping: ListMapping): boolean =>
  sheetMapping(mapping, sheet)?.skip !== true && !sheet.isHidden;
