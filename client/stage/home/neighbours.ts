import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import type { Board, BoardRow } from "../building/board.ts";

export interface Neighbours {
  /** The next home above: same column, next floor up that has one. */
  readonly above: Unit | undefined;
  readonly below: Unit | undefined;
}

/** The homes over and under this one on the board. In a column without a head: the next and the previous by number. */
export function neighboursOf(unit: Unit, { rows, columns }: Board): Neighbours {
  const row = rows.findIndex(({ cells }) => cells.some((cell) => cell.unit.id === unit.id));
  const column = rows[row]?.cells.find((cell) => cell.unit.id === unit.id)?.column;
  if (column === undefined) return { above: undefined, below: undefined };
  if (columns[column]?.head === "") {
    const all = rows.toReversed().flatMap(({ cells }) => cells.map((cell) => cell.unit));
    const at = all.findIndex(({ id }) => id === unit.id);
    return { above: all[at + 1], below: all[at - 1] };
  }
  const nearestOf = (candidates: readonly BoardRow[]) =>
    candidates
      .flatMap(({ cells }) => cells)
      .find((cell) => cell.column <= column && column < cell.column + cell.span)?.unit;
  return {
    above: nearestOf(rows.slice(0, row).toReversed()),
    below: nearestOf(rows.slice(row + 1)),
  };
}

/** The nearest homes of the same layout that can still be bought, by floor, this building first. */
export function availableSisters(
  unit: Unit,
  units: readonly Unit[],
  most: number,
): readonly Unit[] {
  if (unit.layout === undefined) return [];
  const distance = (other: Unit) =>
    (other.building === unit.building ? 0 : 1000) + Math.abs(other.floor - unit.floor);
  return units
    .filter(
      ({ id, layout, status }) =>
        id !== unit.id && layout === unit.layout && status === "available",
    )
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, most);
}
