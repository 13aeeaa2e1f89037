import { isId, unitId } from "../../../../schema/values/ids.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell } from "../cells.ts";
import { quote, refuse, type CellProblem } from "../refuse.ts";

/** Meaningless prefixes of an apartment's number: "Кв. 17", "#03-05". */
const PREFIX =
  /^(?:#|№|(?:кв|квартира|apt|apartment|unit|flat|no|شقة رقم|شقة|وحدة رقم|وحدة)(?=[\s.:#№\d-]))[\s.:#№-]*(?=[\p{L}\d])/iu;

/** A unit's stored number, and its usual name if that says more. */
export interface UnitNumber {
  readonly number: string;
  readonly label?: string;
}

export function readNumberText(text: string): UnitNumber {
  const plain = plainDigits(text)
    .replaceAll(/\s*([/\\])\s*/g, "$1")
    .replaceAll(/\s+/g, " ");
  const number = plain.replace(PREFIX, "");
  return number === plain ? { number } : { number, label: plain };
}

/**
 * A unit's id. "/" becomes "_"; a space is dropped between a letter and a digit and becomes "." elsewhere; any other
 * character not allowed in ids, including Cyrillic letters that look Latin, becomes its code. Distinct numbers have
 * distinct ids.
 */
export function idOf(building: string, number: string): Result<string, CellProblem> {
  const part = Array.from(
    number
      .replaceAll(/(\p{L}) (?=\d)/gu, "$1")
      .replaceAll(" ", ".")
      .replaceAll("/", "_"),
    (letter) => (/[\w.-]/.test(letter) ? letter : `_${(letter.codePointAt(0) ?? 0).toString(16)}_`),
  ).join("");
  const id = unitId(building, part);
  return isId(id)
    ? succeed(id)
    : refuse(
        "bad_number",
        `${quote(number)} is too long for a number; put the rest into another column`,
      );
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan|янв|يناير)/u,
  /^(?:feb|фев|فبراير)/u,
  /^(?:mar|мар|مارس)/u,
  /^(?:apr|апр|ابريل|أبريل)/u,
  /^(?:may|май|мая|مايو)/u,
  /^(?:jun|июн|يونيو)/u,
  /^(?:jul|июл|يوليو)/u,
  /^(?:aug|авг|أغسطس|اغسطس)/u,
  /^(?:sep|сен|سبتمبر)/u,
  /^(?:oct|окт|أكتوبر|اكتوبر)/u,
  /^(?:nov|ноя|نوفمبر)/u,
  /^(?:dec|дек|ديسمبر)/u,
];

const monthOf = (word: string): number =>
  MONTHS.findIndex((pattern) => pattern.test(word.toLowerCase())) + 1;

/** The two figures that a spreadsheet converted to a date; `undefined` if the cell is not a date. */
export function figuresOfDate(cell: Cell): readonly [day: number, month: number] | undefined {
  if (typeof cell === "object" && "date" in cell) return [cell.date.day, cell.date.month];
  const text = plainDigits(textOf(cell));
  const dayFirst = /^(\d{1,2})[-. /](\p{L}{3,9})\.?(?:[-. /]\d{2,4})?$/u.exec(text);
  const monthFirst = /^(\p{L}{3,9})\.?[-. /](\d{1,4})$/u.exec(text);
  const day = Number(dayFirst?.[1] ?? monthFirst?.[2] ?? Number.NaN);
  const month = monthOf(dayFirst?.[2] ?? monthFirst?.[1] ?? "");
  if (month > 0 && Number.isInteger(day)) return [day, month];
  const written = /^(\d{1,2})[./](\d{1,2})[./](?:19|20)\d\d(?: 0?0:00(?::00)?)?$/.exec(text);
  if (written !== null) return [Number(written[1]), Number(written[2])];
  const iso = /^(?:19|20)\d\d-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?$/.exec(text);
  return iso === null ? undefined : [Number(iso[2]), Number(iso[1])];
}
