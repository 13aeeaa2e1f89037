/** Values that spreadsheets interpret as formulas. */
const FORMULA = /^'*[=+\-@\t\r]/;

const cellOf = (value: string | number): string => {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. Formulas are neutralised. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
