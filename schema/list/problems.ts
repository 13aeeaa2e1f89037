import type { UnitId } from "../values/ids.ts";

/** Why a file is not a list. It is rejected as a whole. */
const FILE_PROBLEMS = [
  "empty",
  "too_large",
  "too_many_rows",
  "too_many_columns",
  "damaged",
  "password",
  "old_excel",
  "numbers",
  "pdf",
  "other_format",
] as const;
export type FileProblemCode = (typeof FILE_PROBLEMS)[number];

/** Why a row was not understood. An existing home of this row stays unchanged. */
const ROW_PROBLEMS = [
  /** Params: `row`, `cells`: the row most like a header, and its content. */
  "no_header",
  /** Params: `field`. */
  "missing_column",
  /** Params: `header`, `known`. */
  "misspelt_column",
  /** Params: `field`, `header`. */
  "column_twice",
  "no_number",
  "bad_number",
  /** Params: `other`: the cell of the first. Reported for both. */
  "duplicate",
  "no_building",
  "no_floor",
  /** Params: `floor`. */
  "bad_floor",
  /** Params: `floor`, `readings`. */
  "ambiguous_floor",
  "bad_bedrooms",
  "bad_area",
  "ambiguous_area",
  /** Params: `area` in m². Impossible for a home. */
  "unlikely_area",
  "bad_price",
  "negative_price",
  "ambiguous_price",
  "too_precise_price",
  "zero_price",
  /** Params: `found`, `expected`. */
  "other_currency",
  /** Params: `times`. */
  "unlikely_price",
  /** Params: `word`. Never read as available. */
  "unmapped_status",
  "bad_hidden",
  "bad_position",
  /** Params: `other`. */
  "position_taken",
  "bad_span",
  /** Params: `layout`. */
  "unknown_layout",
  /** Params: `aspect`. */
  "unknown_aspect",
  "cell_error",
  "stray_cell",
  "open_quote",
] as const;

/** Doubtful readings. */
const ROW_WARNINGS = [
  /** Params: `read`. */
  "zeros_eaten",
  /** Params: `read`. */
  "date_was_number",
  /** Params: `area` in m². */
  "guessed_area",
  /** Params: `unit`. */
  "guessed_unit",
  "doubtful_area",
  /** Params: `times`. */
  "doubtful_price",
  /** Params: `header`. */
  "unknown_column",
  /** The price column says "sold", the status column does not. */
  "sold_by_price",
] as const;

export type RowProblemCode = (typeof ROW_PROBLEMS)[number];
export type RowWarningCode = (typeof ROW_WARNINGS)[number];
export const LIST_PROBLEMS = [...FILE_PROBLEMS, ...ROW_PROBLEMS, ...ROW_WARNINGS] as const;
type ListProblemCode = (typeof LIST_PROBLEMS)[number];

/** A problem of a list, at its cell. */
export interface ListProblem {
  /** As spreadsheets name it: `Sheet1!F214`, or `F214` where the file has no sheets. Empty: the whole file. */
  readonly cell: string;
  readonly code: ListProblemCode;
  /** Further values for a translated sentence; `value` is the cell's content. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** An English sentence. */
  readonly reason: string;
  /** The home of the row, if it was understood. */
  readonly unit?: UnitId;
}
