import { succeed, type Result } from "../../../../schema/values/result.ts";
import {
  isEither,
  plainDigits,
  readWritten,
  type Either,
  type Written,
} from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell } from "../cells.ts";
import { quote, refuse, type CellProblem } from "../refuse.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { currencyOf, signsOf } from "./currencySigns.ts";
import { learnSeparators, settle, type Separators } from "./separators.ts";

export interface PriceColumn {
  readonly currency: string;
  /** Number of digits of the currency's minor unit. */
  readonly digits: number;
  readonly signs: readonly string[];
  /** Number of digits by which the header moves the decimal point right: 5 for "Price in lakhs". */
  readonly scale: number;
  /** Whether amounts may be given in lakhs and crores. */
  readonly hasLakhs: boolean;
  readonly separators: Separators;
}

/** Marks after a whole amount: "1,28,00,000/-" in India, "1'250'000.–" in Switzerland. */
const STROKE = /\s*(?:\/|[.,])-+$/;
/** "78.5 L", "1.28 Cr". */
const LAKHS = /^(.*?)\s*(?:(crores?|cr)|(?:lakhs?|lacs?|l))\.?$/;
const COUNTED_IN_LAKHS: ReadonlySet<string> = new Set(["BDT", "INR", "LKR", "NPR", "PKR"]);
/** Words only: a lone "M" is ambiguous (thousand or million) and refused. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/\s*(?:тыс|thousand|ribu|الف)\.?$/u, 3],
  [/\s*(?:млн|million|millions|mln|mn|juta|مليون)\.?$/u, 6],
  [/\s*(?:млрд|billion|billions|bn|مليار)\.?$/u, 9],
];

const HEADER_SCALES: readonly (readonly [RegExp, number])[] = [
  [/(?:^|[^\p{L}])(?:тыс|thousands?|ribu|الف|(?<!\d)000s?)(?:$|[^\p{L}\d])/u, 3],
  [/(?:^|[^\p{L}])(?:lakhs?|lacs?)(?:$|[^\p{L}])/u, 5],
  [/(?:^|[^\p{L}])(?:млн|millions?|mln|mn|juta|مليون)(?:$|[^\p{L}])/u, 6],
  [/(?:^|[^\p{L}])(?:crores?|cr)(?:$|[^\p{L}])/u, 7],
  [/(?:^|[^\p{L}])(?:млрд|billions?|bn|مليار)(?:$|[^\p{L}])/u, 9],
];

/** "Price (AED mn)", "Цена, тыс. руб.": the digits by which amounts without a scale of their own are moved. */
const scaleOfHeader = (header: string): number => {
  const word = normaliseWord(header);
  return HEADER_SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? 0;
};

function withoutSign(amount: string, signs: readonly string[]): string {
  const sign = signs.find((sign) => amount.startsWith(sign) || amount.endsWith(sign));
  if (sign === undefined) return amount;
  return (
    amount.startsWith(sign) ? amount.slice(sign.length) : amount.slice(0, -sign.length)
  ).trim();
}

interface Amount {
  readonly amount: string;
  /** Number of digits by which the decimal point moves right. */
  readonly shift: number;
}

function readScale(amount: string, hasLakhs: boolean): Amount {
  const lakhs = hasLakhs ? LAKHS.exec(amount) : null;
  if (lakhs !== null) return { amount: lakhs[1] ?? "", shift: lakhs[2] === undefined ? 5 : 7 };
  for (const [pattern, shift] of SCALES) {
    if (pattern.test(amount)) return { amount: amount.replace(pattern, "").trim(), shift };
  }
  return { amount, shift: 0 };
}

function readAmount(
  text: string,
  { signs, hasLakhs }: Pick<PriceColumn, "signs" | "hasLakhs">,
): Amount {
  const plain = plainDigits(text).toLowerCase().replace(STROKE, "");
  const bare = withoutSign(plain, signs).replace(STROKE, "");
  const { amount, shift } = readScale(bare, hasLakhs);
  return { amount: withoutSign(amount, signs).trim(), shift };
}

/** `currency` is ISO 4217; `decimal` is the mark chosen by a person, if any. */
export function learnPrices(
  cells: readonly Cell[],
  currency: string,
  digits: number,
  decimal?: "." | ",",
  header = "",
): PriceColumn {
  const signs = signsOf(currency);
  const hasLakhs = COUNTED_IN_LAKHS.has(currency);
  const amounts = cells
    .filter((cell) => typeof cell === "string")
    .map((cell) => readAmount(cell, { signs, hasLakhs }).amount);
  const separators = learnSeparators(amounts, decimal);
  return { currency, digits, signs, scale: scaleOfHeader(header), hasLakhs, separators };
}

const ON_REQUEST: ReadonlySet<string> = new Set(
  "poa,p.o.a,price on application,price on request,on request,on application,upon request,request,call,call for price,ask,tba,tbc,tbd,tba/tbc,n/a,na,nil,none,по запросу,цена по запросу,запрос,уточняйте,договорная,нет,عند الطلب,السعر عند الطلب,حسب الطلب,اتصل"
    .split(",")
    .map(normaliseWord),
);

/** "Price upon request", "contact sales", "please enquire". */
const ASKED =
  /^(?:price |prices )?(?:up)?on (?:request|application|enquiry|demand)$|^(?:please )?(?:contact|enquire|inquire|call)(?: us| sales| agent| for price| developer)?$/u;

/** Whether a price cell states that no price is given. */
export const isOnRequest = (text: string): boolean =>
  /^[-–—−_.*\s]*$/u.test(text) ||
  ON_REQUEST.has(normaliseWord(text)) ||
  ASKED.test(normaliseWord(text));

const notANumber = (text: string) => refuse("bad_price", `${quote(text)} is not a number`);
const negative = (text: string) => refuse("negative_price", `${quote(text)} is negative`);
const zero = () => refuse("zero_price", "the price is zero; leave it empty if it is on request");

/** The sign of another currency beside the amount. */
function foreignSign(text: string, { currency, signs }: PriceColumn): string | undefined {
  const words = plainDigits(text)
    .toLowerCase()
    .split(/[\d\s,'٫٬+-]+|(?<![\p{L}])\.|\.(?=\s|$)/u);
  for (const word of words) {
    if (word === undefined || word === "" || signs.includes(word)) continue;
    const owner = currencyOf(word);
    if (owner !== undefined && owner !== currency) return owner;
  }
  return undefined;
}

function chooseReading(
  text: string,
  read: Written | Either,
  shift: number,
  { digits, separators }: PriceColumn,
): Result<Written, CellProblem> {
  if (!isEither(read)) return succeed(read);
  const settled = settle(read, [separators]);
  const canHaveThree = digits + shift > 2;
  if (settled === undefined) {
    if (!canHaveThree) return succeed(read.thousands);
    return refuse(
      "ambiguous_price",
      `${quote(text)} may be thousands or decimals, and its column does not say which; write it without "${read.mark}"`,
      { value: text },
    );
  }
  if (settled !== read.decimal || canHaveThree) return succeed(settled);
  return refuse(
    "ambiguous_price",
    `${quote(text)} parts thousands by "${read.mark}", which its column writes before decimals`,
    { value: text },
  );
}

function toMinor(text: string, written: Written, digits: number): Result<number, CellProblem> {
  const fraction = written.fraction.replace(/0+$/, "");
  if (fraction.length > digits) {
    return refuse("too_precise_price", `${quote(text)} has more decimals than its currency`);
  }
  const minor = Number(written.whole + fraction.padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) return refuse("bad_price", `${quote(text)} is too large`);
  return minor === 0 ? zero() : succeed(minor);
}

/** Computed prices have more decimals than the spreadsheet displays; they are rounded like its display. */
function fromNumber(text: string, number: number, digits: number): Result<number, CellProblem> {
  if (number < 0) return negative(text);
  const minor = Math.round(Number((number * 10 ** digits).toPrecision(15)));
  if (!Number.isSafeInteger(minor)) return refuse("bad_price", `${quote(text)} is too large`);
  return minor === 0 ? zero() : succeed(minor);
}

/**
 * Converts an amount from major to minor units; the column decides ambiguous separators. If it does not, a single comma
 * or point before three digits separates thousands, unless the amount can have three decimals (in dinars or millions): the
 * cell is refused then.
 */
export function readPrice(cell: Cell, column: PriceColumn): Result<number, CellProblem> {
  const text = textOf(cell);
  const foreign = foreignSign(text, column);
  if (foreign !== undefined) {
    return refuse(
      "other_currency",
      `${quote(text)} is in ${foreign}, the development's prices are in ${column.currency}`,
      {
        found: foreign,
        expected: column.currency,
      },
    );
  }
  if (typeof cell === "object" && "number" in cell)
    return fromNumber(text, cell.number, column.digits + column.scale);
  const plain = plainDigits(text);
  const { amount, shift: own } = readAmount(text, column);
  const shift = own === 0 ? column.scale : own;
  if (amount.startsWith("-") || /^\(.*\d.*\)$/.test(plain)) return negative(text);
  const read = readWritten(amount);
  if (read === undefined) return notANumber(text);
  const chosen = chooseReading(text, read, shift, column);
  return chosen.ok ? toMinor(text, chosen.value, column.digits + shift) : chosen;
}
