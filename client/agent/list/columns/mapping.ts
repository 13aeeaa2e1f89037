import type { ColumnChoice, ListStatus } from "../../../../schema/list/fields.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { PreviewColumn, PreviewSheet } from "../../../../schema/list/preview.ts";

/**
 * The mapping with another reading of one column. Named by its header, so that it holds for every list that has it; a
 * column whose header is empty or there twice is named by its letters, on its sheet alone.
 */
export function withColumn(
  mapping: ListMapping,
  { name, columns }: Pick<PreviewSheet, "name" | "columns">,
  { letter, header }: Pick<PreviewColumn, "letter" | "header">,
  choice: ColumnChoice,
): ListMapping {
  const isNamed = header !== "" && columns.filter((other) => other.header === header).length === 1;
  if (isNamed) return { ...mapping, columns: { ...mapping.columns, [header]: choice } };
  const sheet = mapping.sheets?.[name] ?? {};
  const letters = { ...sheet.letters, [letter]: choice };
  return { ...mapping, sheets: { ...mapping.sheets, [name]: { ...sheet, letters } } };
}

export const withStatus = (
  mapping: ListMapping,
  word: string,
  status: ListStatus,
): ListMapping => ({
  ...mapping,
  statuses: { ...mapping.statuses, [word]: status },
});

export const withFloor = (mapping: ListMapping, label: string, floor: number): ListMapping => ({
  ...mapping,
  floors: { ...mapping.floors, [label]: floor },
});

export const withAreaUnit = (mapping: ListMapping, areaUnit: "m2" | "sqft"): ListMapping => ({
  ...mapping,
  areaUnit,
});

/** The mapping with a sheet left out, or read again. */
export function withSheet(mapping: ListMapping, name: string, skip: boolean): ListMapping {
  const sheet = { ...mapping.sheets?.[name], skip };
  return { ...mapping, sheets: { ...mapping.sheets, [name]: sheet } };
}
