import type { ColumnChoice, ListStatus } from "../../../../schema/list/fields.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import type { PreviewColumn, PreviewSheet } from "../../../../schema/list/preview.ts";

/**
 * The mapping with another field for one column. The column is identified by its header, so that the choice applies to
 * later lists too; one with an empty or duplicate header by its letters, for this sheet only.
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

/** The mapping with a sheet excluded, or included again. */
export function withSheet(mapping: ListMapping, name: string, skip: boolean): ListMapping {
  const sheet = { ...mapping.sheets?.[name], skip };
  return { ...mapping, sheets: { ...mapping.sheets, [name]: sheet } };
}
