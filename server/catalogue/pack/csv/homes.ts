import type { AreaUnit } from "../../../../schema/areas.ts";
import { UNIT_STATUSES, type UnitStatus, type Unit } from "../../../../schema/catalogue.ts";
import { isId, unitId } from "../../../../schema/ids.ts";
import { fail, succeed, type Result } from "../../../../schema/result.ts";
import {
  learnAreas,
  learnPrices,
  parseArea,
  parseInteger,
  parsePrice,
  type AreaColumn,
  type ReadArea,
} from "./numbers.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import type { ReportProblem } from "../packProblems.ts";
import type { Column, Row } from "./unitsCsv.ts";

/** A home and the line of the file it stands on. */
export interface Home {
  readonly line: number;
  readonly unit: Unit;
}

type Parse<Value> = (cell: string) => Result<Value, string>;

const MOST_BEDROOMS = 20;
const WIDEST_SPAN = 100;
const STUDIO: ReadonlySet<string> = new Set(["studio", "st", "s"]);

const within =
  (least: number, most: number): Parse<number> =>
  (cell) => {
    const number = parseInteger(cell);
    if (!number.ok || (number.value >= least && number.value <= most)) return number;
    return fail(`${cell} is not between ${least} and ${most}`);
  };

const parseBedrooms: Parse<number> = (cell) =>
  STUDIO.has(cell.toLowerCase()) ? succeed(0) : within(0, MOST_BEDROOMS)(cell);

const parseSpan = within(1, WIDEST_SPAN);
const parsePosition = within(1, Number.MAX_SAFE_INTEGER);

const parseStatus: Parse<UnitStatus> = (cell) => {
  const status = UNIT_STATUSES.find((status) => status === cell.toLowerCase());
  return status === undefined
    ? fail(`${JSON.stringify(cell)} is none of ${UNIT_STATUSES.join(", ")}`)
    : succeed(status);
};

const YES: ReadonlySet<string> = new Set(["yes", "true", "1"]);
const NO: ReadonlySet<string> = new Set(["no", "false", "0"]);

/** Anything else is refused: a home that was meant to be held back must not be shown for a typing error. */
const parseHidden: Parse<boolean> = (cell) => {
  const answer = cell.toLowerCase();
  if (YES.has(answer) || NO.has(answer)) return succeed(YES.has(answer));
  return fail(`${JSON.stringify(cell)} is neither yes nor no`);
};

const splitAspects = (cell: string): readonly string[] => [
  ...new Set(
    cell
      .split("|")
      .map((aspect) => aspect.trim())
      .filter((aspect) => aspect !== ""),
  ),
];

/** How the cells of a table's columns of numbers are read. */
interface Figures {
  readonly price: Parse<number>;
  readonly area: Parse<ReadArea>;
  readonly terrace: Parse<ReadArea>;
}

/** An area whose mark nothing but the size of homes explains. */
interface Guess {
  readonly column: "area" | "terrace";
  readonly row: Row;
  /** m². */
  readonly area: number;
}

/** Reads one row; what is wrong in it is reported, cell by cell. `undefined` when the row names no home. */
function readHome(
  row: Row,
  figures: Figures,
  report: ReportProblem,
  guesses: Guess[],
): Home | undefined {
  const read = <Value>(column: Column, parse: Parse<Value>): Value | undefined => {
    const cell = row.cell(column);
    if (cell === "") return undefined;
    const parsed = parse(cell);
    if (parsed.ok) return parsed.value;
    report(`${column}: ${parsed.problem}`, row.line);
    return undefined;
  };
  const readSize = (column: "area" | "terrace"): number | undefined => {
    const size = read(column, figures[column]);
    if (size?.isGuess === true) guesses.push({ column, row, area: size.area });
    return size?.area;
  };
  const text = (column: Column) => row.cell(column) || undefined;
  const building = row.cell("building");
  const number = row.cell("number");
  for (const column of ["building", "floor", "number"] as const) {
    if (row.cell(column) === "") report(`${column}: is empty`, row.line);
  }
  const floor = read("floor", parseInteger);
  const id = unitId(building, number);
  if (building !== "" && number !== "" && !isId(id)) {
    report(
      `number: ${JSON.stringify(id)} cannot be an id; use letters, digits, ".", "_" and "-", and "label" for the rest`,
      row.line,
    );
  }
  const unit = omitUndefined({
    id,
    building,
    floor: floor ?? 0,
    number,
    label: text("label"),
    position: read("position", parsePosition),
    span: read("span", parseSpan) ?? 1,
    layout: text("layout"),
    bedrooms: read("bedrooms", parseBedrooms),
    area: readSize("area"),
    terrace: readSize("terrace") || undefined,
    aspects: splitAspects(row.cell("aspects")),
    status: read("status", parseStatus),
    price: read("price", figures.price),
    hidden: read("hidden", parseHidden) === true ? (true as const) : undefined,
  });
  return building === "" || number === "" || floor === undefined
    ? undefined
    : { line: row.line, unit };
}

const cellsOf = (rows: readonly Row[], column: Column): readonly string[] =>
  rows.map((row) => row.cell(column)).filter((cell) => cell !== "");

function parseOwnArea(cell: string, column: AreaColumn): Result<ReadArea, string> {
  const read = parseArea(cell, column);
  return read.ok && read.value.area === 0
    ? fail("no area; leave it empty when it is unknown")
    : read;
}

/** What the file says of its figures. Without a currency (because it is wrong itself) prices are not read. */
export interface Measures {
  readonly currency: { readonly code: string; readonly digits: number } | undefined;
  readonly areaUnit: AreaUnit;
}

function learnFigures(rows: readonly Row[], { currency, areaUnit }: Measures): Figures {
  const prices = currency && learnPrices(cellsOf(rows, "price"), currency.code, currency.digits);
  const areas = learnAreas(cellsOf(rows, "area"));
  const terraces = learnAreas(cellsOf(rows, "terrace"));
  const area = { unit: areaUnit, separators: [areas, terraces] };
  const terrace = { unit: areaUnit, separators: [terraces, areas] };
  return {
    price: (cell) => (prices === undefined ? succeed(0) : parsePrice(cell, prices)),
    area: (cell) => parseOwnArea(cell, area),
    terrace: (cell) => parseArea(cell, terrace),
  };
}

function describeGuess({ column, row, area }: Guess, others: number): string {
  const cells = `${JSON.stringify(row.cell(column))}${others > 0 ? ` and ${others} more` : ""}`;
  const read = `read as ${Math.round(area * 100) / 100} m²`;
  return `${column}: ${cells} may be thousands or decimals, and the column does not say which; ${read}`;
}

/** The homes of a table. What cannot be read is reported, what was guessed is a warning. */
export function readHomes(
  rows: readonly Row[],
  measures: Measures,
  report: ReportProblem,
  warn: ReportProblem,
): readonly Home[] {
  const figures = learnFigures(rows, measures);
  const guesses: Guess[] = [];
  const homes = rows.flatMap((row) => readHome(row, figures, report, guesses) ?? []);
  for (const column of ["area", "terrace"] as const) {
    const own = guesses.filter((guess) => guess.column === column);
    const [first] = own;
    if (first !== undefined) warn(describeGuess(first, own.length - 1), first.row.line);
  }
  return homes;
}
