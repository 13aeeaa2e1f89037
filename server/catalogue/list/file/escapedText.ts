/** Texts that spreadsheets interpret as formulas; plain numbers do not match. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A cell's text to write, with an apostrophe before anything that a spreadsheet would compute. */
export const escapeText = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

/** Removes the apostrophe added by `escapeText`. */
export const unescapeText = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
