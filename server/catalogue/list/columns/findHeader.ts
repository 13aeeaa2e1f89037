import { textOf, type SheetRow } from "../cells.ts";
import { currencyOf } from "../figures/currencySigns.ts";
import { areaUnitIn, fieldOfHeader, HEADER_PARTS } from "../words/headerWords.ts";
import { normaliseWord } from "../words/normaliseWord.ts";

export interface Header {
  /** The header's last row. */
  readonly row: number;
  readonly lower: readonly string[];
  /** The row above, for a header of two rows. */
  readonly upper: readonly string[] | undefined;
}

/** Room for titles, notes and logos above a list. */
const ROWS_SEARCHED = 60;

/** Line breaks in a cell separate parts of a header, like the rows of a two-row header. */
const textsOf = (row: SheetRow): readonly string[] =>
  row.cells.map((cell) => textOf(cell).replaceAll(/\s*\n\s*/g, HEADER_PARTS));

/** A heading over several columns stands only in the first of them, merged or not. */
function spread(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let last = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const own = upper[column] ?? "";
    if (own !== "") last = own;
    if (own !== "" || (lower[column] ?? "") !== "") return own === "" ? last : own;
    return "";
  });
}

function join(upper: readonly string[], lower: readonly string[]): readonly string[] {
  return spread(upper, lower).map((above, column) => {
    const below = lower[column] ?? "";
    if (below === "" || above === "" || normaliseWord(above) === normaliseWord(below))
      return below || above;
    return above + HEADER_PARTS + below;
  });
}

const isHeading = (text: string, said: ReadonlySet<string>): boolean =>
  text !== "" && (said.has(normaliseWord(text)) || fieldOfHeader(text) !== undefined);

/** Number of distinct fields that the texts name; -1 if too few for a header. */
function scoreOf(texts: readonly string[], said: ReadonlySet<string>): number {
  const names = new Set<string>();
  for (const text of texts) {
    if (!isHeading(text, said)) continue;
    const word = normaliseWord(text);
    names.add(said.has(word) ? `=${word}` : (fieldOfHeader(text)?.choice ?? ""));
  }
  names.delete("leave-out");
  return names.size;
}

/** Rows that are mostly figures are never headers, whatever words they contain. */
const isWordy = (row: SheetRow): boolean => {
  const filled = row.cells.filter((cell) => textOf(cell) !== "");
  const figures = filled.filter((cell) => typeof cell === "object" || /^[\d\s.,%-]+$/.test(cell));
  return figures.length <= filled.length / 3;
};

/**
 * Finds the header, which names at least two distinct fields. `asked` is the row that a person chose, 0 for no header;
 * `said`: headers that a person assigned to a field.
 */
export function findHeader(
  rows: readonly SheetRow[],
  asked: number | undefined,
  said: ReadonlySet<string>,
): Header | undefined {
  if (asked === 0) return undefined;
  if (asked !== undefined) {
    const index = rows.findIndex(({ row }) => row === asked);
    const row = rows[index];
    return row && withUpper(rows, index, row, said);
  }
  let best: { readonly index: number; readonly score: number } | undefined;
  for (const [index, row] of rows.slice(0, ROWS_SEARCHED).entries()) {
    if (!isWordy(row)) continue;
    const header = withUpper(rows, index, row, said);
    const score = scoreOf(headerTexts(header, 0), said);
    if (score >= 2 && score > (best?.score ?? 0)) best = { index, score };
  }
  const row = best === undefined ? undefined : rows[best.index];
  return best && row && withUnits(rows, best.index, withUpper(rows, best.index, row, said));
}

const isUnit = (text: string): boolean => {
  const bare = text.replaceAll(/[()[\]]/g, "").trim();
  return bare.length <= 10 && (areaUnitIn(bare) !== undefined || currencyOf(bare) !== undefined);
};

/** A row below of nothing but units and currencies, "sq ft" and "AED", belongs to the header. */
function withUnits(rows: readonly SheetRow[], index: number, header: Header): Header {
  const below = rows[index + 1];
  const texts = below === undefined ? [] : textsOf(below);
  const filled = texts.filter((text) => text !== "");
  if (below === undefined || filled.length === 0 || !filled.every(isUnit)) return header;
  const upper = header.upper === undefined ? header.lower : join(header.upper, header.lower);
  return { row: below.row, lower: texts, upper };
}

/** The row above belongs to the header if it adds known fields, or consists of headings. */
function withUpper(
  rows: readonly SheetRow[],
  index: number,
  row: SheetRow,
  said: ReadonlySet<string>,
): Header {
  const lower = textsOf(row);
  const above = rows[index - 1];
  const alone: Header = { row: row.row, lower, upper: undefined };
  if (above === undefined || above.row !== row.row - 1 || !isWordy(above)) return alone;
  const upper = textsOf(above);
  if (upper.filter((text) => text !== "").length < 2) return alone;
  const added = scoreOf(join(upper, lower), said) - scoreOf(lower, said);
  // "Area (sq ft)" over "Suite" and "Price" over "AED" add no field, only the unit of one.
  const isHeader =
    added > 0 || (added === 0 && upper.every((text) => text === "" || isHeading(text, said)));
  return isHeader ? { row: row.row, lower, upper } : alone;
}

/** The text over each column; texts of two rows are joined by `HEADER_PARTS`. */
export function headerTexts({ lower, upper }: Header, width: number): readonly string[] {
  const texts = upper === undefined ? lower : join(upper, lower);
  return Array.from({ length: Math.max(width, texts.length) }, (_, column) =>
    (texts[column] ?? "").replaceAll(/\s+/g, " "),
  );
}

/** The rows that most resemble a header, for a sheet in which none was found. */
export function nearestRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  const scored = rows.slice(0, ROWS_SEARCHED).map((row) => ({
    row,
    score: scoreOf(textsOf(row), new Set()) * 10 + textsOf(row).filter(Boolean).length,
  }));
  return scored
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 3)
    .map(({ row }) => row)
    .toSorted((one, other) => one.row - other.row);
}
