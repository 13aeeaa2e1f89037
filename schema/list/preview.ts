import type { UnitKind } from "../values/unitKinds.ts";
import type { ColumnChoice, ListStatus } from "./fields.ts";
import type { ListMapping } from "./mapping.ts";

/** Where the reading of a column comes from. `content`: its cells alone; `none`: nothing of it is known. */
export type ColumnSource = "person" | "header" | "content" | "none";

export interface PreviewColumn {
  /** The spreadsheet's letters: "A". */
  readonly letter: string;
  readonly header: string;
  readonly choice: ColumnChoice;
  readonly source: ColumnSource;
  /** Of areas. */
  readonly areaUnit?: "m2" | "sqft";
}

interface PreviewRow {
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  /** As the spreadsheet shows them, one a column. */
  readonly cells: readonly string[];
}

export interface PreviewSheet {
  readonly name: string;
  /** Last line of the header; 0: there is none. `undefined`: none was found, and `rows` are those that came nearest. */
  readonly headerRow?: number;
  readonly columns: readonly PreviewColumn[];
  /** The first rows below the header. */
  readonly rows: readonly PreviewRow[];
  /** All rows that hold something below the header. */
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
