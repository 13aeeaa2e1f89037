/** What spreadsheets take for the beginning of a formula; a plain number is none. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The text of a cell that is written, with an apostrophe before what a spreadsheet would compute. */
export const escapeText = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

/** Takes the apostrophe of `escapeText` away. */
export const unescapeText = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
