/** A number as written, digit by digit. */
export interface Written {
  /** ASCII digits. */
  readonly whole: string;
  readonly fraction: string;
  /** The marks that it was read with; absent where it has none. */
  readonly decimal?: Mark;
  readonly group?: Mark;
}

export type Mark = "." | "," | "٫" | " " | "'" | "٬";

/** An ambiguous number such as `1,012`, with both readings. */
export interface Either {
  readonly mark: Mark;
  readonly thousands: Written;
  readonly decimal: Written;
}

const ZEROS = [0x0660, 0x06_f0, 0x09_66];
const DECIMALS = [".", ",", "٫"] as const;
const GROUPS = [".", ",", " ", "'", "٬"] as const;

/**
 * The text with ASCII digits and one kind each of space, apostrophe, comma and minus, without marks of direction. Reads
 * Arabic, Persian and Devanagari digits.
 */
export const plainDigits = (text: string): string =>
  /^(?:[!-_a-~](?:[ -_a-~]*[!-_a-~])?)?$/.test(text) ? text : toPlain(text);

const toPlain = (text: string): string =>
  text
    .replaceAll(/[٠-٩۰-۹०-९]/g, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.findLast((first) => first <= code) ?? 0;
      return String(code - zero);
    })
    .replaceAll(/[\u200E\u200F\u061C\u2066-\u2069]/g, "")
    .replaceAll(/\s/g, " ")
    .replaceAll(/[’ʼ´`]/g, "'")
    .replaceAll("،", ",")
    .replaceAll(/[−–]/g, "-")
    .trim();

/** `1,250,000`, or `78,52,800` as in India; a number grouped so does not begin with 0. */
function isGrouped(whole: string, mark: Mark): boolean {
  const [first = "", ...others] = whole.split(mark);
  const last = others.pop();
  if (last?.length !== 3 || !/^[1-9]\d{0,2}$/.test(first)) return false;
  if (others.every((part) => part.length === 3)) return true;
  return first.length < 3 && others.every((part) => part.length === 2);
}

function readWhole(whole: string): Pick<Written, "whole" | "group"> | undefined {
  if (/^\d+$/.test(whole)) return { whole };
  const group = GROUPS.find((mark) => whole.includes(mark));
  if (group === undefined || !isGrouped(whole, group)) return undefined;
  const digits = whole.replaceAll(group, "");
  return /^\d+$/.test(digits) ? { whole: digits, group } : undefined;
}

function readWith(text: string, decimal: Mark): Written | undefined {
  const [before = "", fraction = "", ...others] = text.split(decimal);
  if (others.length > 0 || !/^\d+$/.test(fraction)) return undefined;
  const whole = readWhole(before);
  return whole && { ...whole, fraction, decimal };
}

/**
 * The readings of a number, most often one: none for other text, two for one comma or point before exactly three
 * digits, which may be thousands or decimals. `text` is a result of `plainDigits`.
 */
export function readWritten(text: string): Written | Either | undefined {
  const plain = readWhole(text);
  const whole = plain && { ...plain, fraction: "" };
  const split = DECIMALS.map((mark) => readWith(text, mark)).find((read) => read !== undefined);
  if (whole === undefined || split === undefined) return whole ?? split;
  return { mark: split.decimal ?? ".", thousands: whole, decimal: split };
}

export const isEither = (read: Written | Either): read is Either => "thousands" in read;

export const toNumber = ({ whole, fraction }: Written): number => Number(`${whole}.${fraction}`);
