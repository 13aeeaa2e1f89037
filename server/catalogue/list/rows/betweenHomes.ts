import { textOf, type SheetRow } from "../cells.ts";
import { normaliseWord } from "../words/normaliseWord.ts";

const TOTALS =
  /^(?:(?:grand|sub)[ -]?)?totals?(?:$|[^\p{L}])|\stotals?$|^(?:sum|average|avg|mean)(?:$|[^\p{L}])|^(?:min|max|minimum|maximum|count)\.?$|^(?:итого|всего|итог|средн(?:ее|яя)|в среднем)(?:$|[^\p{L}])|\sитого$|^(?:المجموع|الاجمالي|اجمالي|مجموع|المتوسط|متوسط)/u;

const filledTexts = ({ cells }: SheetRow): readonly string[] =>
  cells.map(textOf).filter((text) => text !== "");

/** Whether a row contains totals, averages and the like. */
export const isTotals = (row: SheetRow): boolean =>
  filledTexts(row)
    .slice(0, 2)
    .some((text) => TOTALS.test(normaliseWord(text)));

/** Whether a row repeats the header, as printed lists do on each page. The headers are normalised words. */
export function repeatsHeader(row: SheetRow, headers: readonly string[]): boolean {
  const filled = row.cells.flatMap((cell, column) => {
    const text = textOf(cell);
    return text === "" ? [] : [{ text, header: headers[column] ?? "" }];
  });
  const same = filled.filter(
    ({ text, header }) => header !== "" && header.endsWith(normaliseWord(text)),
  );
  return filled.length > 1 && same.length >= filled.length * 0.6;
}

/** Whether a row numbers the columns 1, 2, 3, as forms do below their header. */
export function countsColumns({ cells }: SheetRow): boolean {
  const texts = cells.map(textOf);
  const first = texts.findIndex((text) => text !== "");
  const filled = texts.slice(first).filter((text) => text !== "");
  return filled.length > 2 && filled.every((text, index) => text === String(index + 1));
}

/** The text of a row with a single text, such as "Tower A" above its homes; `undefined` for other rows. */
export function onlyText(row: SheetRow): string | undefined {
  const texts = new Set(filledTexts(row));
  const [text, ...others] = texts;
  return others.length === 0 ? text : undefined;
}
