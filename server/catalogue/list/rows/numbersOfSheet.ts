import { plainDigits } from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell, type SheetRow } from "../cells.ts";
import { figuresOfDate, readNumberText, type UnitNumber } from "../figures/unitNumbers.ts";
import { quote, type CellProblem } from "../refuse.ts";

export interface ReadNumber extends UnitNumber {
  /** How a converted number was recovered, for confirmation. */
  readonly doubt?: CellProblem;
}

/** How a column of unit numbers is read. */
export interface NumberColumn {
  /** Common length of all numbers that begin with 0; shorter numbers lost a leading zero. */
  readonly width: number | undefined;
  /** Whether whole numbers were written with a decimal: 101.0. */
  readonly isDecimal: boolean;
  /** Separates the parts of a number. */
  readonly separator: "-" | "/" | ".";
}

/** Whether a building already has a unit of this number. */
export type IsKnown = (number: string) => boolean;

/** Infers how a column of numbers is written. Numbers of a pack's own list are taken literally. */
export function learnNumbers(
  rows: readonly SheetRow[],
  column: number,
  isPackList: boolean,
): NumberColumn {
  const texts = rows.map(({ cells }) => plainDigits(textOf(cells[column])));
  const widths = new Set(texts.filter((text) => /^0\d+$/.test(text)).map(({ length }) => length));
  const [width, ...others] = widths;
  const count = (mark: string) => texts.filter((text) => text.includes(mark)).length;
  const slashes = texts.filter((text) => /^\d+\/\d+$/.test(text)).length;
  const points = texts.filter((text) => /^\d+\.\d+$/.test(text)).length;
  const separator = slashes > count("-") ? "/" : points > count("-") ? "." : "-";
  const figures = texts.filter((text) => /^\d+(?:\.\d+)?$/.test(text));
  const isDecimal =
    !isPackList && figures.length > 0 && figures.every((text) => text.endsWith(".0"));
  return { width: others.length === 0 ? width : undefined, isDecimal, separator };
}

function readDate(
  cell: Cell,
  [day, month]: readonly [number, number],
  { separator }: NumberColumn,
  isKnown: IsKnown,
  floor: string,
): ReadNumber {
  const pad = (figure: number) => String(figure).padStart(2, "0");
  const write = (one: string, other: string) => `${one}${separator}${other}`;
  const readings = [
    write(String(day), String(month)),
    write(String(month), String(day)),
    write(pad(day), pad(month)),
    write(pad(month), pad(day)),
  ];
  const ofFloor = readings.find((reading) => floor !== "" && reading.startsWith(floor + separator));
  const number = readings.find((reading) => isKnown(reading)) ?? ofFloor ?? readings[0] ?? "";
  return {
    number,
    doubt: {
      code: "date_was_number",
      reason: `${quote(textOf(cell))} is a date that was a number; read as ${number}`,
      params: { value: textOf(cell), read: number },
    },
  };
}

const asShown = (cell: Cell): string => {
  const text = textOf(cell);
  if (typeof cell !== "object" || !("number" in cell) || /^0?\d+$|\p{L}/u.test(text)) return text;
  return String(cell.number);
};

/** The number of a row. Conversion to a date and loss of leading zeros are undone, with a `doubt`. */
export function readUnitNumber(
  cell: Cell,
  column: NumberColumn,
  isKnown: IsKnown,
  floor: string,
): ReadNumber {
  const shown = asShown(cell);
  const read = readNumberText(column.isDecimal ? shown.replace(/\.0$/, "") : shown);
  if (isKnown(read.number)) return read;
  const figures = figuresOfDate(cell);
  if (figures !== undefined) return readDate(cell, figures, column, isKnown, floor);
  if (!/^[1-9]\d*$/.test(read.number)) return read;
  const padded = [
    read.number.padStart(column.width ?? 0, "0"),
    ...[1, 2, 3]
      .map((zeros) => "0".repeat(zeros) + read.number)
      .filter((number) => isKnown(number)),
  ].find((number) => number !== read.number);
  if (padded === undefined) return read;
  return {
    number: padded,
    doubt: {
      code: "zeros_eaten",
      reason: `${quote(read.number)} lost the zeros before it; read as ${padded}`,
      params: { value: read.number, read: padded },
    },
  };
}

/** The floor encoded in a number: 12 of "1204", 3 of "#03-05", G of "G01"; `undefined` without one. */
export function floorOfNumber(number: string, isHashed: boolean): string | undefined {
  // "#B1-01" of Singapore, where a bare "B1-01" may be building B1.
  const basement = isHashed ? /^(B\d|[LU]G|G|M|PH)-\d{1,3}\p{L}?$/iu.exec(number)?.[1] : undefined;
  if (basement !== undefined) return basement;
  const bare = number.replace(/^[\p{L}]{1,3}\d?[-/.](?=\d)/u, "");
  const parted = /^(\d{1,2})[-/.]\d{1,3}\p{L}?$/u.exec(bare)?.[1];
  if (parted !== undefined) return String(Number(parted));
  const labelled = /^(?:\p{L}{1,3}\d{0,2}[-/.])?(LG|UG|GF?|M|PH)-?\d{1,3}$/iu.exec(number)?.[1];
  if (labelled !== undefined) return labelled;
  const between = /^(\d{1,2}[A-C])\d{2}$/i.exec(bare)?.[1];
  if (between !== undefined) return between.toUpperCase();
  const counted = /(?:^|[^\d])(\d{1,2})\d{2}\p{L}?$/u.exec(number)?.[1];
  return counted === undefined || Number(counted) === 0 ? undefined : String(Number(counted));
}
