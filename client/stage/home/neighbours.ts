import type { Unit } from "../../../schema/catalogue.ts";

export interface Neighbours {
  /** The next home above: same column, next floor up that has one. */
  readonly above: Unit | undefined;
  readonly below: Unit | undefined;
}

const inColumn = (unit: Unit, position: number): boolean =>
  unit.position !== undefined && unit.position <= position && position < unit.position + unit.span;

/** The homes over and under this one. Without a column: the next and the previous of the building's list. */
export function neighboursOf(unit: Unit, building: readonly Unit[]): Neighbours {
  const { position } = unit;
  if (position === undefined) {
    const at = building.findIndex(({ id }) => id === unit.id);
    return { above: building[at + 1], below: at > 0 ? building[at - 1] : undefined };
  }
  const column = building.filter((other) => inColumn(other, position));
  const above = column
    .filter(({ floor }) => floor > unit.floor)
    .toSorted((a, b) => a.floor - b.floor);
  const below = column
    .filter(({ floor }) => floor < unit.floor)
    .toSorted((a, b) => b.floor - a.floor);
  return { above: above[0], below: below[0] };
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
