import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import { succeed, type Result } from "../../../../schema/values/result.ts";
import {
  isEither,
  plainDigits,
  readWritten,
  toNumber,
  type Either,
  type Written,
} from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell } from "../cells.ts";
import { quote, refuse, type CellProblem } from "../refuse.ts";
import { areaUnitIn } from "../words/headerWords.ts";
import { learnSeparators, settle, type Separators } from "./separators.ts";
import { toSquareMetres } from "./squareMetres.ts";

/** Plausible m² of an ambiguous area, from a cupboard to a palace. The range is narrower than a factor of 1,000. */
const THINKABLE = { least: 8, most: 6000 };

function guess(either: Either, unit: AreaUnit): Written | undefined {
  const readings = [either.decimal, either.thousands].filter((reading) => {
    const area = toSquareMetres(toNumber(reading), unit);
    return area >= THINKABLE.least && area <= THINKABLE.most;
  });
  return readings.length === 1 ? readings[0] : undefined;
}

export interface AreaColumn {
  /** For cells without a unit of their own. */
  readonly unit: AreaUnit;
  /** Of the column itself first, then of other columns of the same list. */
  readonly separators: readonly Separators[];
}

const UNIT_TAIL =
  /\s*(?:m2|m²|м2|м²|м\.?\s?кв|кв\.?\s?м(?:етров)?|sq\.?\s?m(?:et(?:er|re)s?)?|sqm|م2|م²|متر(?: مربع)?|م|sq\.?\s?f(?:ee)?t|sqft|sft|sf|ft2|ft²|قدم(?: مربع)?|m|м)\.?$/iu;

const withoutUnit = (text: string): string => plainDigits(text).replace(UNIT_TAIL, "");

export const learnAreas = (cells: readonly Cell[], decimal?: "." | ","): Separators =>
  learnSeparators(cells.filter((cell) => typeof cell === "string").map(withoutUnit), decimal);

export interface ReadArea {
  /** m². */
  readonly area: number;
  /** Whether the mark was decided only by plausibility, by neither the cell nor its column. */
  readonly isGuess: boolean;
}

const notAnArea = (text: string) =>
  plainDigits(text).startsWith("-")
    ? refuse("bad_area", `${quote(text)} is negative`)
    : refuse("bad_area", `${quote(text)} is not a number`);

/** An area in m². The unit is the cell's own or the column's; the column decides ambiguous separators. */
export function readArea(cell: Cell, column: AreaColumn): Result<ReadArea, CellProblem> {
  const text = textOf(cell);
  const unit = areaUnitIn(text) ?? column.unit;
  if (typeof cell === "object" && "number" in cell) {
    if (cell.number < 0) return notAnArea(text.startsWith("-") ? text : `-${text}`);
    return succeed({ area: toSquareMetres(cell.number, unit), isGuess: false });
  }
  const read = readWritten(withoutUnit(text));
  if (read === undefined) return notAnArea(text);
  const settled = isEither(read) ? settle(read, column.separators) : read;
  const chosen = settled ?? (isEither(read) ? guess(read, unit) : undefined);
  if (chosen === undefined) {
    const mark = isEither(read) ? read.mark : "";
    return refuse(
      "ambiguous_area",
      `${quote(text)} may be thousands or decimals, and its column does not say which; write it without "${mark}"`,
      { value: text },
    );
  }
  const area = toSquareMetres(toNumber(chosen), unit);
  if (!Number.isFinite(area)) return notAnArea(text);
  return succeed({ area, isGuess: settled === undefined });
}
