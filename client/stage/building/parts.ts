import type { Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome, standsOnGround, UNIT_KINDS } from "../../../schema/values/unitKinds.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";

/** A building's units, grouped by presentation. */
export interface BuildingParts {
  /** Homes on floors, shown on the board. */
  readonly onFloors: readonly Unit[];
  /** All others, shown as a list: villas, townhouses and plots, then parking, storage and shops. */
  readonly listed: readonly Unit[];
}

export function partsOf(units: readonly Unit[]): BuildingParts {
  const isOnFloor = (unit: Unit) => isHome(unit) && !standsOnGround(unit);
  return {
    onFloors: units.filter(isOnFloor),
    listed: units.filter((unit) => !isOnFloor(unit)),
  };
}

/** Whether a building consists of villas, townhouses or plots, which have no floors and are shown as a list. */
export function isGrounded(building: string, { unitsByBuilding }: ProjectIndex): boolean {
  const homes = (unitsByBuilding.get(building) ?? []).filter(isHome);
  return homes.length > 0 && homes.every(standsOnGround);
}

/** Units of one kind and phase. */
export interface UnitGroup {
  readonly key: string;
  /** Absent: apartments. */
  readonly kind: Unit["kind"];
  readonly phase: string | undefined;
  readonly units: readonly Unit[];
}

const orderOf = ({ kind }: Pick<UnitGroup, "kind">): number =>
  kind === undefined ? -1 : UNIT_KINDS.indexOf(kind);

/** Homes first; the units of a group keep their order. */
export function groupUnits(units: readonly Unit[]): readonly UnitGroup[] {
  const groups = new Map<
    string,
    { kind: Unit["kind"]; phase?: string | undefined; units: Unit[] }
  >();
  for (const unit of units) {
    const { kind, phase } = unit;
    const key = `${kind ?? ""}/${phase ?? ""}`;
    const group = groups.get(key) ?? { kind, phase, units: [] };
    group.units.push(unit);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { kind, phase, units: own }]) => ({ key, kind, phase, units: own }))
    .toSorted((one, other) => orderOf(one) - orderOf(other));
}
