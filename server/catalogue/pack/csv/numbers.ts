import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/areas.ts";
import { fail, succeed, type Result } from "../../../../schema/result.ts";
import {
  isEither,
  plainDigits,
  readWritten,
  toNumber,
  type Either,
  type Written,
} from "../../../../schema/writtenNumbers.ts";
import { learnSeparators, settle, type Separators } from "./separators.ts";

function notANumber(cell: string): { readonly ok: false; readonly problem: string } {
  return fail(
    plainDigits(cell).startsWith("-")
      ? `${JSON.stringify(cell)} is negative`
      : `${JSON.stringify(cell)} is not a number`,
  );
}

const ambiguous = (cell: string, { mark }: Either) =>
  fail(
    `${JSON.stringify(cell)} may be thousands or decimals, and its column does not say which; write it without "${mark}"`,
  );

/** A whole number that may be negative, such as a basement's floor. */
export function parseInteger(cell: string): Result<number, string> {
  const plain = plainDigits(cell);
  const value = /^-?\d{1,15}$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isNaN(value)
    ? fail(`${JSON.stringify(cell)} is not a whole number`)
    : succeed(value + 0);
}

/** Square metres of an area in a pack's own unit, to a hundredth of a square foot. */
export const toSquareMetres = (area: number, unit: AreaUnit): number =>
  unit === "m2" ? area : Math.round((area / SQUARE_FEET_PER_SQUARE_METRE) * 10_000) / 10_000;

/** Between a cupboard and a palace, m²: what an ambiguous area can be. The ends are less than a thousandfold apart. */
const THINKABLE = { least: 8, most: 6000 };

function guess(either: Either, unit: AreaUnit): Written | undefined {
  const readings = [either.decimal, either.thousands].filter((reading) => {
    const area = toSquareMetres(toNumber(reading), unit);
    return area >= THINKABLE.least && area <= THINKABLE.most;
  });
  return readings.length === 1 ? readings[0] : undefined;
}

export interface AreaColumn {
  readonly unit: AreaUnit;
  /** Of the column itself, then of others that the same hand wrote. */
  readonly separators: readonly Separators[];
}

export const learnAreas = (cells: readonly string[]): Separators =>
  learnSeparators(cells.map(plainDigits));

export interface ReadArea {
  /** m². */
  readonly area: number;
  /** Whether neither the cell nor its column said what the mark is, and only the size of homes did. */
  readonly isGuess: boolean;
}

/** An area in the pack's unit to m², its separators decided by its column. */
export function parseArea(
  cell: string,
  { unit, separators }: AreaColumn,
): Result<ReadArea, string> {
  const read = readWritten(plainDigits(cell));
  if (read === undefined) return notANumber(cell);
  const settled = isEither(read) ? settle(read, separators) : read;
  const chosen = settled ?? (isEither(read) ? guess(read, unit) : undefined);
  if (chosen === undefined) return isEither(read) ? ambiguous(cell, read) : notANumber(cell);
  const area = toSquareMetres(toNumber(chosen), unit);
  if (!Number.isFinite(area)) return notANumber(cell);
  return succeed({ area, isGuess: settled === undefined });
}

export interface PriceColumn {
  /** How many digits the currency's minor units have. */
  readonly digits: number;
  /** What may stand before or after an amount, in lower case: the code, the signs and what people write for them. */
  readonly signs: readonly string[];
  /** Whether amounts may be counted in lakhs and crores. */
  readonly hasLakhs: boolean;
  readonly separators: Separators;
}

/** What lists write beside what `Intl` knows. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  AED: ["dhs.", "dhs", "dh", "د.إ", "درهم"],
  EGP: ["le", "l.e.", "ج.م"],
  EUR: ["euro"],
  INR: ["rs.", "rs", "₹"],
  KWD: ["kd", "د.ك"],
  KZT: ["тенге", "тг"],
  OMR: ["ر.ع"],
  QAR: ["qr", "ر.ق"],
  RSD: ["din.", "din", "дин.", "дин"],
  RUB: ["руб.", "руб", "р.", "₽"],
  SAR: ["sr", "ر.س", "﷼"],
  TRY: ["tl", "₺"],
};

function signsOf(currency: string): readonly string[] {
  const displays = ["code", "symbol", "narrowSymbol"] as const;
  const known = displays.map(
    (currencyDisplay) =>
      new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay })
        .formatToParts(0)
        .find((part) => part.type === "currency")?.value ?? currency,
  );
  const signs = [...known, ...(SIGNS[currency] ?? [])].map((sign) => sign.toLowerCase());
  return [...new Set(signs)].toSorted((one, other) => other.length - one.length);
}

function withoutSign(cell: string, signs: readonly string[]): string {
  const plain = plainDigits(cell).toLowerCase();
  const sign = signs.find((sign) => plain.startsWith(sign) || plain.endsWith(sign));
  if (sign === undefined) return plain;
  return (plain.startsWith(sign) ? plain.slice(sign.length) : plain.slice(0, -sign.length)).trim();
}

/** What ends a whole amount: "1,28,00,000/-" in India, "1'250'000.–" in Switzerland. */
const STROKE = /\s*(?:\/|[.,])-+$/;
/** "78.5 L", "1.28 Cr". */
const LAKHS = /^(.*?)\s*(?:(crores?|cr)|(?:lakhs?|lacs?|l))\.?$/;
const COUNTED_IN_LAKHS: ReadonlySet<string> = new Set(["BDT", "INR", "LKR", "NPR", "PKR"]);

/** `shift`: how many places the amount's point stands too far left. */
function readAmount(cell: string, { signs, hasLakhs }: Pick<PriceColumn, "signs" | "hasLakhs">) {
  const amount = withoutSign(plainDigits(cell).replace(STROKE, ""), signs).replace(STROKE, "");
  const lakhs = hasLakhs ? LAKHS.exec(amount) : null;
  if (lakhs === null) return { amount, shift: 0 };
  return { amount: lakhs[1] ?? "", shift: lakhs[2] === undefined ? 5 : 7 };
}

/** `currency` is ISO 4217. */
export function learnPrices(
  cells: readonly string[],
  currency: string,
  digits: number,
): PriceColumn {
  const signs = signsOf(currency);
  const hasLakhs = COUNTED_IN_LAKHS.has(currency);
  const amounts = cells.map((cell) => readAmount(cell, { signs, hasLakhs }).amount);
  return { digits, signs, hasLakhs, separators: learnSeparators(amounts) };
}

function choosePrice(
  cell: string,
  read: Written | Either,
  shift: number,
  { digits, separators }: PriceColumn,
): Result<Written, string> {
  if (!isEither(read)) return succeed(read);
  const settled = settle(read, [separators]);
  const canHaveThree = digits + shift > 2;
  if (settled === undefined) return canHaveThree ? ambiguous(cell, read) : succeed(read.thousands);
  if (settled !== read.decimal || canHaveThree) return succeed(settled);
  return fail(
    `${JSON.stringify(cell)} parts thousands by "${read.mark}", which its column writes before decimals`,
  );
}

/**
 * An amount in major units to minor units, its separators decided by its column. Where the column does not say, one
 * comma or point before three digits parts thousands, unless the currency has three decimals: then it is refused.
 */
export function parsePrice(cell: string, column: PriceColumn): Result<number, string> {
  const { amount, shift } = readAmount(cell, column);
  const read = readWritten(amount);
  if (read === undefined) return notANumber(cell);
  const chosen = choosePrice(cell, read, shift, column);
  if (!chosen.ok) return chosen;
  const digits = column.digits + shift;
  const fraction = chosen.value.fraction.replace(/0+$/, "");
  if (fraction.length > digits) {
    return fail(`${JSON.stringify(cell)} has more decimals than its currency`);
  }
  const minor = Number(chosen.value.whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) return fail(`${JSON.stringify(cell)} is too large`);
  return minor === 0
    ? fail("a price of nothing; leave it empty when it is on request")
    : succeed(minor);
}
