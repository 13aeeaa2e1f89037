import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { Draft } from "../draft.ts";
import { nameOfPlace } from "../notes.ts";
import type { ReadBuilding, ReadUnit } from "../reading.ts";
import type { Buildings } from "./buildings.ts";
import { noRoomFor, type FloorRef, type Floors, type ListedFloor } from "./floors.ts";

interface Numbered {
  readonly units: readonly ReadUnit[];
  readonly buildings: readonly ReadBuilding[];
}

/** Numbers the new floors and assigns homes to them. */
export function numberFloors(
  drafts: readonly Draft[],
  floors: ReadonlyMap<string, Floors>,
  buildings: Buildings,
): Numbered {
  const allotted = new Map([...floors].map(([id, building]) => [id, building.allot()] as const));
  const units: ReadUnit[] = [];
  const used = new Map<string, Map<number, ListedFloor>>();
  for (const draft of drafts) {
    if (draft.notes.isRefused) continue;
    const { building } = draft.unit;
    const numberOf = (floor: FloorRef): number | undefined => {
      if ("number" in floor) return floor.number;
      const added = allotted.get(building)?.get(floor.added.key);
      if (added === undefined) {
        draft.notes.refuse("floor", noRoomFor(floor.added).problem);
        return undefined;
      }
      used.set(building, (used.get(building) ?? new Map()).set(added.number, added));
      return added.number;
    };
    const floor = numberOf(draft.floor);
    const topFloor = draft.topFloor === undefined ? undefined : numberOf(draft.topFloor);
    if (floor === undefined) continue;
    const { id, building: home, kind, ...others } = draft.unit;
    const unit: Unit = {
      id,
      building: home,
      ...(kind === undefined ? {} : { kind }),
      floor,
      ...(topFloor === undefined ? {} : { topFloor }),
      ...others,
    };
    units.push({ cell: nameOfPlace(draft.notes.placeOf("number")), unit });
  }
  const created = buildings.created();
  const ids = new Set([...created.map(({ id }) => id), ...used.keys()]);
  return {
    units,
    buildings: [...ids].map((id) => {
      const name = created.find((building) => building.id === id)?.name;
      const floors = [...(used.get(id)?.values() ?? [])].toSorted(
        (one, other) => one.number - other.number,
      );
      return name === undefined ? { id, floors } : { id, name, floors };
    }),
  };
}
