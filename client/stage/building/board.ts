import type { AspectId } from "../../../schema/ids.ts";
import type { Building, Floor, Unit } from "../../../schema/catalogue.ts";

/** A home's place on the chessboard. Columns count from 0. */
export interface BoardCell {
  readonly unit: Unit;
  readonly column: number;
  readonly span: number;
}

export interface BoardRow {
  readonly floor: Floor;
  readonly cells: readonly BoardCell[];
}

/** What most homes of a column share. */
export interface BoardColumn {
  /** "04": what the column is called, by its position or line; empty where its homes have neither in common. */
  readonly head: string;
  readonly bedrooms: number | undefined;
  readonly aspects: readonly AspectId[];
}

/** The building as its elevation: rows from the top down, columns from the left. */
export interface Board {
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly BoardRow[];
}

/** Places by `position`; homes without one, or whose place is taken, get the next free columns in the order given. */
function placeRow(units: readonly Unit[], firstPosition: number): readonly BoardCell[] {
  const taken = new Set<number>();
  const isFree = (column: number, span: number) =>
    Array.from({ length: span }, (_, offset) => column + offset).every((cell) => !taken.has(cell));
  const place = (unit: Unit, wanted: number): BoardCell => {
    let column = wanted;
    while (!isFree(column, unit.span)) column += 1;
    for (let offset = 0; offset < unit.span; offset += 1) taken.add(column + offset);
    return { unit, column, span: unit.span };
  };
  const placed = units.filter((unit) => unit.position !== undefined);
  const loose = units.filter((unit) => unit.position === undefined);
  return [
    ...placed.map((unit) => place(unit, (unit.position ?? firstPosition) - firstPosition)),
    ...loose.map((unit) => place(unit, 0)),
  ].toSorted((a, b) => a.column - b.column);
}

/** The value that occurs most, the earlier of two that occur as often. */
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

function describeColumn(rows: readonly BoardRow[], column: number) {
  const own = rows.flatMap((row) =>
    row.cells.filter((cell) => cell.column === column && cell.span === 1).map(({ unit }) => unit),
  );
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

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** "04" of home 1204 on floor 12: what is left of a number without its floor. */
function lineOf(unit: Unit, floor: Floor | undefined): string | undefined {
  const prefix = [floor?.label, String(unit.floor)].find(
    (prefix) => prefix !== undefined && unit.number.startsWith(prefix),
  );
  const line = prefix === undefined ? "" : unit.number.slice(prefix.length);
  return line === "" ? undefined : line;
}

/**
 * A board of homes without positions. Where their numbers are a floor's and a line's, homes of one line stand in one
 * column under it; elsewhere they stand in the order of their numbers, under no head.
 */
function layoutByNumber(building: Building, units: readonly Unit[]): Board {
  const floors = new Map(building.floors.map((floor) => [floor.number, floor]));
  const lines = new Map(units.map((unit) => [unit, lineOf(unit, floors.get(unit.floor))]));
  const heads = [...new Set(lines.values())]
    .filter((line) => line !== undefined)
    .toSorted(byNumber);
  const places = new Set(units.map((unit) => `${unit.floor}/${lines.get(unit)}`));
  const isLined =
    places.size === units.length &&
    units.every((unit) => unit.span === 1 && lines.get(unit) !== undefined);
  const rows = building.floors
    .toSorted((a, b) => b.number - a.number)
    .map((floor) => {
      const own = units
        .filter((unit) => unit.floor === floor.number)
        .toSorted((a, b) => byNumber(a.number, b.number));
      const cells = isLined
        ? own.map((unit) => ({ unit, column: heads.indexOf(lines.get(unit) ?? ""), span: 1 }))
        : placeRow(own, 1);
      return { floor, cells };
    });
  return {
    columns: describeColumns(rows, (column) => (isLined ? (heads[column] ?? "") : "")),
    rows,
  };
}

function describeColumns(
  rows: readonly BoardRow[],
  headOf: (column: number) => string,
): readonly BoardColumn[] {
  const width = rows
    .flatMap((row) => row.cells.map((cell) => cell.column + cell.span))
    .reduce((widest, end) => Math.max(widest, end), 0);
  return Array.from({ length: width }, (_, column) => ({
    head: headOf(column),
    ...describeColumn(rows, column),
  }));
}

/** Lays a building out as its chessboard. Floors keep their order whether or not homes stand on them. */
export function layoutBoard(building: Building, units: readonly Unit[]): Board {
  const positions = units.flatMap(({ position }) => (position === undefined ? [] : [position]));
  if (units.length > 0 && positions.length === 0) return layoutByNumber(building, units);
  const firstPosition = positions.length === 0 ? 1 : Math.min(...positions);
  const rows = building.floors
    .toSorted((a, b) => b.number - a.number)
    .map((floor) => ({
      floor,
      cells: placeRow(
        units.filter((unit) => unit.floor === floor.number),
        firstPosition,
      ),
    }));
  const known = new Set(positions);
  for (const { position, span } of units) {
    if (position === undefined) continue;
    for (let at = 1; at < span; at += 1) known.add(position + at);
  }
  const headOf = (column: number) =>
    known.has(column + firstPosition) ? String(column + firstPosition).padStart(2, "0") : "";
  return { columns: describeColumns(rows, headOf), rows };
}

export type Direction = "up" | "down" | "left" | "right";

const middleOf = (cell: BoardCell) => cell.column + (cell.span - 1) / 2;

function nearest(cells: readonly BoardCell[], column: number): BoardCell | undefined {
  return cells.toSorted(
    (a, b) => Math.abs(middleOf(a) - column) - Math.abs(middleOf(b) - column),
  )[0];
}

/** The home an arrow key leads to from a home; rows without homes are stepped over. `undefined` at the edge. */
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
