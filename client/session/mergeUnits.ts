import type { UnitRow } from "../../schema/api.ts";
import type { Unit } from "../../schema/catalogue.ts";
import { indexProject, type ProjectIndex } from "../../schema/projectIndex.ts";

function mergeUnit(unit: Unit, row: UnitRow): Unit {
  if (unit.status === row.status && unit.price === row.price) return unit;
  const { status: _status, price: _price, ...rest } = unit;
  return {
    ...rest,
    ...(row.status === undefined ? {} : { status: row.status }),
    ...(row.price === undefined ? {} : { price: row.price }),
  };
}

/** Pure: the project with these statuses and prices; the same index while nothing changed. */
export function mergeUnits(index: ProjectIndex, rows: Iterable<UnitRow>): ProjectIndex {
  const rowOf = new Map([...rows].map((row) => [row.id, row]));
  let changed = false;
  const units = index.project.units.map((unit) => {
    const row = rowOf.get(unit.id);
    const merged = row === undefined ? unit : mergeUnit(unit, row);
    changed ||= merged !== unit;
    return merged;
  });
  return changed ? indexProject({ ...index.project, units }) : index;
}
