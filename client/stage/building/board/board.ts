import type { AspectId } from "../../../../schema/values/ids.ts";
import type { Building, Floor, Unit } from "../../../../schema/catalogue/catalogue.ts";
import { compareLines, lineOf, sortHomes } from "../../homeOrder.ts";

/** A home's place on the chessboard. Columns count from 0. */
export interface BoardCell {
  readonly unit: Unit;
  readonly column: number;
  readonly span: number;
  /** Number of floors it occupies, from this one upwards: 2 for a duplex. */
  readonly floors: number;
  /** Its number does not follow from its row and column, so the cell shows it. */
  readonly isNumbered: boolean;
}

export interface BoardRow {
  readonly floor: Floor;
  readonly cells: readonly BoardCell[];
}

/** Facts shared by most homes of a column. */
export interface BoardColumn {
  /** "04": the column's heading, the line or the position of its homes; empty if they share neither. */
  readonly head: string;
  readonly bedrooms: number | undefined;
  readonly aspects: readonly AspectId[];
}

/** The building's elevation: rows from the top down, columns from the left. */
export interface Board {
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly BoardRow[];
}

/** Occupied columns of each floor. */
type Taken = ReadonlyMap<number, Set<number>>;

/** Numbers of the floors that a home occupies. */
const floorsOf = (unit: Unit, { floors }: Building): readonly number[] =>
  floors
    .map(({ number }) => number)
    .filter((number) => unit.floor <= number && number <= (unit.topFloor ?? unit.floor));

/** Places homes by `position`; homes without one, or with an occupied one, get the next free columns in order. */
function placeRow(
  units: readonly Unit[],
  firstPosition: number,
  building: Building,
  taken: Taken,
): readonly PlacedCell[] {
  const place = (unit: Unit, wanted: number): PlacedCell => {
    const numbers = floorsOf(unit, building);
    const columnsAt = (column: number) =>
      Array.from({ length: unit.span }, (_, offset) => column + offset);
    const isFree = (column: number) =>
      columnsAt(column).every((at) => numbers.every((floor) => taken.get(floor)?.has(at) !== true));
    let column = wanted;
    while (!isFree(column)) column += 1;
    for (const floor of numbers) for (const at of columnsAt(column)) taken.get(floor)?.add(at);
    return { unit, column, span: unit.span, floors: numbers.length };
  };
  const placed = units.filter((unit) => unit.position !== undefined);
  const loose = units.filter((unit) => unit.position === undefined);
  return [
    ...placed.map((unit) => place(unit, (unit.position ?? firstPosition) - firstPosition)),
    ...loose.map((unit) => place(unit, 0)),
  ].toSorted((a, b) => a.column - b.column);
}

/** The most frequent value, the first of equally frequent ones. */
function commonest<Value>(values: readonly Value[], key: (value: Value) => string) {
  const counts = new Map<string, { value: Value; count: number }>();
  for (const value of values) {
    const name = key(value);
    const entry = counts.get(name);
    if (entry === undefined) counts.set(name, { value, count: 1 });
    else entry.count += 1;
  }
  let best: { value: Value; count: number } | undefined;
  for (const entry of counts.values()) {
    if (best === undefined || entry.count > best.count) best = entry;
  }
  return best?.value;
}

function describeColumn(own: readonly Unit[]) {
  const bedrooms = own.flatMap((unit) => (unit.bedrooms === undefined ? [] : [unit.bedrooms]));
  return {
    bedrooms: commonest(bedrooms, String),
    aspects:
      commonest(
        own.map((unit) => unit.aspects),
        (aspects) => aspects.join(" "),
      ) ?? [],
  };
}

/**
 * The suffix that each home's number adds to its floor's; empty if homes of single-column width have numbers of another
 * kind.
 */
function linesOf(building: Building, units: readonly Unit[]): ReadonlyMap<Unit, string> {
  const floors = new Map(building.floors.map((floor) => [floor.number, floor]));
  const lines = new Map<Unit, string>();
  for (const unit of units) {
    const line = lineOf(unit, floors.get(unit.floor), building);
    if (line !== undefined) lines.set(unit, line);
    else if (unit.span === 1) return new Map();
  }
  return lines;
}

type PlacedCell = Omit<BoardCell, "isNumbered">;
interface PlacedRow {
  readonly floor: Floor;
  readonly cells: readonly PlacedCell[];
}

const rowsOf = (
  { floors }: Building,
  units: readonly Unit[],
  placeFloor: (own: readonly Unit[]) => readonly PlacedCell[],
): readonly PlacedRow[] =>
  floors
    .toSorted((a, b) => b.number - a.number)
    .map((floor) => {
      const own = units.filter((unit) => unit.floor === floor.number);
      return { floor, cells: placeFloor(own) };
    });

/** From the ground up, so that a duplex occupies its upper floor before the homes there are placed. */
function placeByPosition(
  building: Building,
  units: readonly Unit[],
  firstPosition: number,
): readonly PlacedRow[] {
  const taken: Taken = new Map(building.floors.map(({ number }) => [number, new Set<number>()]));
  const rows = building.floors
    .toSorted((a, b) => a.number - b.number)
    .map((floor) => {
      const own = units.filter((unit) => unit.floor === floor.number);
      const sorted = sortHomes(own, floor, building);
      return { floor, cells: placeRow(sorted, firstPosition, building, taken) };
    });
  return rows.toReversed();
}

/** Places one home per floor and line, so that homes of one line stand above each other. `undefined` if impossible. */
function placeByLine(
  building: Building,
  units: readonly Unit[],
  lines: ReadonlyMap<Unit, string>,
): readonly PlacedRow[] | undefined {
  const places = units.flatMap((unit) =>
    floorsOf(unit, building).map((floor) => `${floor}/${lines.get(unit)}`),
  );
  const isEach =
    new Set(places).size === places.length &&
    units.every((unit) => unit.span === 1 && lines.has(unit));
  if (!isEach) return undefined;
  const columns = new Map(
    [...new Set(lines.values())].toSorted(compareLines).map((line, column) => [line, column]),
  );
  return rowsOf(building, units, (own) =>
    own
      .map((unit) => ({
        unit,
        column: columns.get(lines.get(unit) ?? "") ?? 0,
        span: 1,
        floors: floorsOf(unit, building).length,
      }))
      .toSorted((a, b) => a.column - b.column),
  );
}

/** A column's heading: the line that its homes share, else their position. */
function headOf(
  own: readonly Unit[],
  lines: ReadonlyMap<Unit, string>,
  position: number | undefined,
): string {
  const shared = new Set(own.map((unit) => lines.get(unit)));
  const [line] = shared;
  if (shared.size === 1 && line !== undefined) return line;
  const isContradicted = own.length > 0 && lines.size > 0;
  return position === undefined || isContradicted ? "" : String(position).padStart(2, "0");
}

/** The columns named by a home's `position`, by the position's number. */
function knownPositions(units: readonly Unit[]): ReadonlySet<number> {
  return new Set(
    units.flatMap(({ position, span }) =>
      position === undefined ? [] : Array.from({ length: span }, (_, at) => position + at),
    ),
  );
}

/**
 * Lays a building out as its chessboard: by positions, without any by the lines of the homes' numbers, else in the order
 * of the numbers. Floors keep their order with or without homes.
 */
export function layoutBoard(building: Building, units: readonly Unit[]): Board {
  const lines = linesOf(building, units);
  const positions = knownPositions(units);
  const firstPosition = positions.size === 0 ? 1 : Math.min(...positions);
  const byLine = positions.size === 0 ? placeByLine(building, units, lines) : undefined;
  const rows = byLine ?? placeByPosition(building, units, firstPosition);
  const columns = columnsOf(rows, (own, column) => {
    const position = column + firstPosition;
    return headOf(own, lines, positions.has(position) ? position : undefined);
  });
  const fitsHead = ({ unit, column }: PlacedCell) => lines.get(unit) === columns[column]?.head;
  const isIrregular = rows.some(({ cells }) =>
    cells.some((cell) => cell.span === 1 && !fitsHead(cell)),
  );
  return {
    columns,
    rows: rows.map(({ floor, cells }) => ({
      floor,
      cells: cells.map((cell) => ({ ...cell, isNumbered: isIrregular || !fitsHead(cell) })),
    })),
  };
}

function columnsOf(
  rows: readonly PlacedRow[],
  head: (own: readonly Unit[], column: number) => string,
): readonly BoardColumn[] {
  const owns: (Unit[] | undefined)[] = [];
  for (const { cells } of rows) {
    for (const { unit, column, span } of cells) {
      for (let at = column; at < column + span; at += 1) owns[at] ??= [];
      if (span === 1) owns[column]?.push(unit);
    }
  }
  return Array.from(owns, (own = [], column) => ({
    head: head(own, column),
    ...describeColumn(own),
  }));
}

export type Direction = "up" | "down" | "left" | "right";

const middleOf = (cell: BoardCell) => cell.column + (cell.span - 1) / 2;

function nearest(cells: readonly BoardCell[], column: number): BoardCell | undefined {
  return cells.toSorted(
    (a, b) => Math.abs(middleOf(a) - column) - Math.abs(middleOf(b) - column),
  )[0];
}

/** The home that an arrow key moves to; rows without homes are skipped. `undefined` at the edge. */
export function neighbourOf(board: Board, unit: string, direction: Direction): string | undefined {
  const rowIndex = board.rows.findIndex((row) => row.cells.some((cell) => cell.unit.id === unit));
  const row = board.rows[rowIndex];
  const cellIndex = row?.cells.findIndex((cell) => cell.unit.id === unit) ?? -1;
  const cell = row?.cells[cellIndex];
  if (row === undefined || cell === undefined) return undefined;
  if (direction === "left") return row.cells[cellIndex - 1]?.unit.id;
  if (direction === "right") return row.cells[cellIndex + 1]?.unit.id;
  const beyond =
    direction === "up"
      ? board.rows.slice(0, rowIndex).toReversed()
      : board.rows.slice(rowIndex + 1);
  const next = beyond.find((candidate) => candidate.cells.length > 0);
  return next && nearest(next.cells, middleOf(cell))?.unit.id;
}
