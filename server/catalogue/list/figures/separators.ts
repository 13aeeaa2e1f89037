import {
  isEither,
  readWritten,
  type Either,
  type Mark,
} from "../../../../schema/values/writtenNumbers.ts";

/** The separators of one column, inferred from its unambiguous cells. */
export interface Separators {
  /** The role of the mark in an ambiguous number; `undefined` if the column is undecided or inconsistent. */
  readonly roleOf: (mark: Mark) => "decimal" | "group" | undefined;
}

/** `cells` are texts of `plainDigits`, without units and signs; `decimal` is the mark chosen by a person, if any. */
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
      // A column has a single decimal mark; any other mark groups digits.
      if (!decimals.has(mark) && decimals.size > 0) return "group";
      return undefined;
    },
  };
}

/** The reading according to the first decisive column; `undefined` without one. */
export function settle(either: Either, columns: readonly Separators[]) {
  for (const { roleOf } of columns) {
    const role = roleOf(either.mark);
    if (role !== undefined) return role === "decimal" ? either.decimal : either.thousands;
  }
  return undefined;
}
