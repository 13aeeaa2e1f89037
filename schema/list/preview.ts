import type { UnitKind } from "../values/unitKinds.ts";
import type { ColumnChoice, ListStatus } from "./fields.ts";
import type { ListMapping } from "./mapping.ts";

/** How a column's meaning was decided. `content`: by its cells alone; `none`: it is unknown. */
export type ColumnSource = "person" | "header" | "content" | "none";

export interface PreviewColumn {
  /** The spreadsheet's letters: "A". */
  readonly letter: string;
  readonly header: string;
  readonly choice: ColumnChoice;
  readonly source: ColumnSource;
  /** For columns of areas. */
  readonly areaUnit?: "m2" | "sqft";
}

interface PreviewRow {
  /** Row number in the spreadsheet, from 1. */
  readonly row: number;
  /** As displayed by the spreadsheet, one per column. */
  readonly cells: readonly string[];
}

export interface PreviewSheet {
  readonly name: string;
  /** The header's last row; 0: there is none. `undefined`: none was found, and `rows` are those most like a header. */
  readonly headerRow?: number;
  readonly columns: readonly PreviewColumn[];
  /** The first rows below the header. */
  readonly rows: readonly PreviewRow[];
  /** Number of non-empty rows below the header. */
  readonly rowCount: number;
  readonly skipped: boolean;
}

/** A word of a list and its meaning; absent: unknown, to be chosen by a person. */
export interface PreviewWord<Meaning> {
  readonly word: string;
  /** Number of rows with this word. */
  readonly count: number;
  readonly meaning?: Meaning;
}

/** A list with the guessed meaning of its columns. */
export interface ListPreview {
  readonly sheets: readonly PreviewSheet[];
  readonly statuses: readonly PreviewWord<ListStatus>[];
  readonly floors: readonly PreviewWord<number>[];
  readonly buildings: readonly PreviewWord<string>[];
  readonly kinds: readonly PreviewWord<UnitKind | "apartment">[];
  /** The whole mapping, with a person's earlier choices. */
  readonly mapping: ListMapping;
}
