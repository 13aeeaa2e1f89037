import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import { byNumber } from "../homeOrder.ts";
import type { Board, BoardRow } from "../building/board/board.ts";

export interface Neighbours {
  /** The next home above: same column, next floor with a home there. */
  readonly above: Unit | undefined;
  readonly below: Unit | undefined;
}

/** The homes above and below on the board. In a column without a heading: the next and the previous by number. */
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

/** The previous and the next unit of the same kind and phase in a list. */
export function neighboursInList(unit: Unit, listed: readonly Unit[]): Neighbours {
  const alike = listed
    .filter(({ kind, phase }) => kind === unit.kind && phase === unit.phase)
    .toSorted(byNumber);
  const at = alike.findIndex(({ id }) => id === unit.id);
  return { above: alike[at - 1], below: at < 0 ? undefined : alike[at + 1] };
}

/** Extras for a home: the cheapest available parking and storage of its building, up to `mostOfEach` of each. */
export function extrasOf(unit: Unit, units: readonly Unit[], mostOfEach: number): readonly Unit[] {
  if (!isHome(unit)) return [];
  const free = units.filter(
    ({ building, status }) =>
      building === unit.building && (status === undefined || status === "available"),
  );
  return (["parking", "storage"] as const).flatMap((kind) =>
    free
      .filter((other) => other.kind === kind)
      .toSorted((a, b) => (a.price ?? Infinity) - (b.price ?? Infinity) || byNumber(a, b))
      .slice(0, mostOfEach),
  );
}

/** The nearest available homes of the same layout, by floor, this building first. */
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
