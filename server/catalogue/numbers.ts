import { fail, succeed, type Result } from "../../schema/result.ts";

/** A decimal comma or point; thousands apart by a space of any width or an apostrophe. */
const SPACED = /^(\d{1,3}(?:[\s'’]\d{3})+|\d+)(?:[.,](\d+))?$/;
/** Thousands apart by commas or points: `1,250,000.50`, `1.250.000`. */
const MARKED = /^([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/;

interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

function spaced(cell: string): Digits | undefined {
  const match = SPACED.exec(cell);
  if (match?.[1] === undefined) return undefined;
  return { whole: match[1].replaceAll(/\D/g, ""), fraction: match[2] ?? "" };
}

function marked(cell: string): Digits | undefined {
  const match = MARKED.exec(cell);
  if (match?.[1] === undefined) return undefined;
  return { whole: match[1].replaceAll(/\D/g, ""), fraction: match[3] ?? "" };
}

function notANumber(cell: string): { readonly ok: false; readonly problem: string } {
  return fail(
    /^[-−–]/.test(cell)
      ? `${JSON.stringify(cell)} is negative`
      : `${JSON.stringify(cell)} is not a number`,
  );
}

/** A number of square metres, as spreadsheets of any country write it. One comma or point is always the decimal one. */
export function parseArea(cell: string): Result<number, string> {
  const digits = spaced(cell) ?? marked(cell);
  if (digits === undefined) return notANumber(cell);
  const area = Number(`${digits.whole}.${digits.fraction}`);
  return Number.isFinite(area) ? succeed(area) : notANumber(cell);
}

/** A whole number that may be negative, such as a basement's floor. */
export function parseInteger(cell: string): Result<number, string> {
  const value = /^-?\d{1,15}$/.test(cell) ? Number(cell) : Number.NaN;
  return Number.isNaN(value)
    ? fail(`${JSON.stringify(cell)} is not a whole number`)
    : succeed(value + 0);
}

export interface Currency {
  /** How many minor units' digits it has: 2 for cents, 0 for yen. */
  readonly digits: number;
  /** What may stand before or after an amount: the code and the signs. */
  readonly signs: readonly string[];
}

/** `code` is ISO 4217. */
export function describeCurrency(code: string): Currency {
  const displays = ["code", "symbol", "narrowSymbol"] as const;
  const formats = displays.map(
    (currencyDisplay) =>
      new Intl.NumberFormat("en", { style: "currency", currency: code, currencyDisplay }),
  );
  const signs = formats.flatMap((format) =>
    format
      .formatToParts(0)
      .filter((part) => part.type === "currency")
      .map((part) => part.value),
  );
  return { digits: formats[0]?.resolvedOptions().maximumFractionDigits ?? 2, signs };
}

function withoutSign(cell: string, { signs }: Currency): string {
  const sign = signs.find((sign) => cell.startsWith(sign) || cell.endsWith(sign));
  if (sign === undefined) return cell;
  return (cell.startsWith(sign) ? cell.slice(sign.length) : cell.slice(0, -sign.length)).trim();
}

/**
 * An amount in major units, as spreadsheets write it, to minor units. Where a currency has fewer than three decimals,
 * one comma or point before three digits can only part thousands; elsewhere it is ambiguous and refused.
 */
export function parsePrice(cell: string, currency: Currency): Result<number, string> {
  const amount = withoutSign(cell, currency);
  const grouped = marked(amount);
  const plain = spaced(amount);
  if (grouped !== undefined && plain !== undefined && currency.digits > 2) {
    return fail(`${JSON.stringify(cell)} may be thousands or decimals; write it without a comma`);
  }
  const digits = grouped ?? plain;
  if (digits === undefined) return notANumber(cell);
  const fraction = digits.fraction.replace(/0+$/, "");
  if (fraction.length > currency.digits) {
    return fail(`${JSON.stringify(cell)} has more decimals than its currency`);
  }
  const minor = Number(digits.whole + fraction.padEnd(currency.digits, "0"));
  if (!Number.isSafeInteger(minor)) return fail(`${JSON.stringify(cell)} is too large`);
  return minor === 0
    ? fail("a price of nothing; leave it empty when it is on request")
    : succeed(minor);
}
