import {
  isEither,
  readWritten,
  type Either,
  type Mark,
} from "../../../../schema/values/writtenNumbers.ts";

/** How the numbers of one column are written, by those of its cells that can be read in one way alone. */
export interface Separators {
  /** What the mark of an ambiguous number is; `undefined` where the column does not say or uses it for both. */
  readonly roleOf: (mark: Mark) => "decimal" | "group" | undefined;
}

/** `cells` are texts of `plainDigits`, without units and signs; `decimal` is what a person said of the column. */
export function learnSeparators(cells: readonly string[], decimal?: "." | ","): Separators {
  if (decimal !== undefined) {
    return { roleOf: (mark) => (mark === decimal || mark === "٫" ? "decimal" : "group") };
  }
  const decimals = new Set<Mark>();
  const groups = new Set<Mark>();
  for (const cell of cells) {
    const read = readWritten(cell);
    if (read === undefined || isEither(read)) continue;
    if (read.decimal !== undefined) decimals.add(read.decimal);
    if (read.group !== undefined) groups.add(read.group);
  }
  return {
    roleOf: (mark) => {
      if (decimals.has(mark) !== groups.has(mark)) return decimals.has(mark) ? "decimal" : "group";
      // A column has one decimal mark; another mark in it can only group.
      if (!decimals.has(mark) && decimals.size > 0) return "group";
      return undefined;
    },
  };
}

/** The reading that the first of the columns which decides it gives; `undefined` where none does. */
export function settle(either: Either, columns: readonly Separators[]) {
  for (const { roleOf } of columns) {
    const role = roleOf(either.mark);
    if (role !== undefined) return role === "decimal" ? either.decimal : either.thousands;
  }
  return undefined;
}
