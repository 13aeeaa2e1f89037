import { textOf, type Sheet } from "../cells.ts";
import { nearestRows } from "../columns/findHeader.ts";
import { titleCurrency } from "../columns/titles.ts";
import { describeRow, type SheetColumn, type SheetColumns } from "../columns/sheetColumns.ts";
import { foreignCurrency } from "../figures/currencySigns.ts";
import { problemAt } from "../notes.ts";
import { quote } from "../refuse.ts";
import { strayCells, type OpenList } from "../rows/sheetRows.ts";
import { misspeltField } from "../words/headerWords.ts";

/** A foreign currency that the price header names, or else a title above it. */
function findForeign(
  { rows }: Sheet,
  { header, column }: SheetColumn,
  headerRow: number,
  currency: string,
) {
  const named = foreignCurrency(header, currency);
  if (named !== undefined) return { currency: named, row: headerRow, column };
  const isSaid = /[A-Z]{3}|[$€£₹₽]/.test(header);
  return isSaid
    ? undefined
    : titleCurrency(
        rows.filter(({ row }) => row < headerRow),
        currency,
      );
}

/** Reports problems of the sheet as a whole. Returns whether its rows can be read. */
export function checkSheet(
  sheet: Sheet,
  found: SheetColumns,
  { context, problems, warnings }: OpenList,
): boolean {
  const { headerRow, columns, isPackList, rows } = found;
  const at = (column: number, row = headerRow ?? 1) => ({
    sheet: sheet.name,
    row: Math.max(1, row),
    column,
  });
  if (sheet.openQuote !== undefined) {
    const reason = "a quotation mark is opened and never closed";
    problems.push(problemAt(at(0, sheet.openQuote), { code: "open_quote", reason }));
  }
  if (headerRow === undefined) {
    const nearest = nearestRows(sheet.rows).map((row) => `row ${row.row} (${describeRow(row)})`);
    const row = nearestRows(sheet.rows)[0]?.row ?? 1;
    const reason = `no header is found that names homes; nearest come ${nearest.join("; ")}`;
    if (sheet.openQuote === undefined || rows.length > 0) {
      problems.push(
        problemAt(at(0, row), {
          code: "no_header",
          reason,
          params: { row, rows: nearest.join("; ") },
        }),
      );
    }
    return false;
  }
  for (const { column, header, isSecond, source } of columns) {
    const misspelt = isPackList && source === "none" ? misspeltField(header) : undefined;
    if (misspelt !== undefined) {
      const reason = `no such column: ${quote(header)}; is it ${misspelt}?`;
      problems.push(
        problemAt(at(column), {
          code: "misspelt_column",
          reason,
          params: { header, known: misspelt },
        }),
      );
    } else if (isPackList && source === "none" && header !== "") {
      const reason = `no such column: ${quote(header)}; it is left out`;
      warnings.push(problemAt(at(column), { code: "unknown_column", reason, params: { header } }));
    }
    if (isSecond === true) {
      const note = {
        code: "column_twice" as const,
        reason: `column ${quote(header)} is there twice`,
        params: { header },
      };
      (isPackList ? problems : warnings).push(problemAt(at(column), note));
    }
  }
  if (isPackList) {
    const headers = columns.map(({ header }) => header);
    for (const row of rows) {
      for (const column of strayCells(row, headers)) {
        const reason = `${quote(textOf(row.cells[column]))} stands under no column`;
        problems.push(problemAt(at(column, row.row), { code: "stray_cell", reason }));
      }
    }
  }
  const price = columns.find(({ choice }) => choice === "price");
  const foreign =
    price === undefined || context.currency === ""
      ? undefined
      : findForeign(sheet, price, headerRow, context.currency);
  if (foreign !== undefined) {
    const params = { found: foreign.currency, expected: context.currency };
    const reason = `its prices are in ${foreign.currency}, the development's are in ${context.currency}`;
    const place = at(foreign.column, foreign.row);
    problems.push(problemAt(place, { code: "other_currency", reason, params }, "price"));
    return false;
  }
  if (columns.some(({ choice }) => choice === "number")) return true;
  const reason = 'column "number" is missing';
  problems.push(problemAt(at(0), { code: "missing_column", reason, params: { field: "number" } }));
  return false;
}
