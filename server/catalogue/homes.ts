import { UNIT_STATUSES, type UnitStatus, type Unit } from "../../schema/catalogue.ts";
import { isId, unitId } from "../../schema/ids.ts";
import { fail, succeed, type Result } from "../../schema/result.ts";
import { describeCurrency, parseArea, parseInteger, parsePrice } from "./numbers.ts";
import { defined } from "./defined.ts";
import type { Report } from "./problems.ts";
import type { Column, Row } from "./table.ts";

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

const parseOwnArea: Parse<number> = (cell) => {
  const area = parseArea(cell);
  return area.ok && area.value === 0 ? fail("no area; leave it empty when it is unknown") : area;
};

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

/** Reads one row; what is wrong in it is reported, cell by cell. `undefined` when the row names no home. */
function readHome(row: Row, parseCost: Parse<number>, report: Report): Home | undefined {
  const read = <Value>(column: Column, parse: Parse<Value>): Value | undefined => {
    const cell = row.cell(column);
    if (cell === "") return undefined;
    const parsed = parse(cell);
    if (parsed.ok) return parsed.value;
    report(`${column}: ${parsed.problem}`, row.line);
    return undefined;
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
  const unit = defined({
    id,
    building,
    floor: floor ?? 0,
    number,
    label: text("label"),
    position: read("position", parsePosition),
    span: read("span", parseSpan) ?? 1,
    layout: text("layout"),
    bedrooms: read("bedrooms", parseBedrooms),
    area: read("area", parseOwnArea),
    terrace: read("terrace", parseArea) || undefined,
    aspects: splitAspects(row.cell("aspects")),
    status: read("status", parseStatus),
    price: read("price", parseCost),
    hidden: read("hidden", parseHidden) === true ? (true as const) : undefined,
  });
  return building === "" || number === "" || floor === undefined
    ? undefined
    : { line: row.line, unit };
}

/** The homes of a table. Without a `currency` (because it is wrong itself) prices are not read. */
export function readHomes(
  rows: readonly Row[],
  currency: string | undefined,
  report: Report,
): readonly Home[] {
  const described = currency === undefined ? undefined : describeCurrency(currency);
  const parseCost: Parse<number> = (cell) =>
    described === undefined ? succeed(0) : parsePrice(cell, described);
  return rows.flatMap((row) => readHome(row, parseCost, report) ?? []);
}
