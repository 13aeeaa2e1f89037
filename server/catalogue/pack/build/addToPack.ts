import type { ListReading } from "../../list/reading.ts";
import type { Pack } from "../pack.ts";

/** The pack with the buildings, floors and aspects that its list names and it does not. */
export function addToPack(
  pack: Pack,
  { buildings, aspects }: Pick<ListReading, "buildings" | "aspects">,
): Pack {
  if (buildings.length === 0 && aspects.length === 0) return pack;
  const known = new Set(pack.buildings.map(({ id }) => id));
  const added = buildings.filter(({ id }) => !known.has(id));
  return {
    ...pack,
    aspects: [...pack.aspects, ...aspects],
    buildings: [
      ...pack.buildings.map((building) => {
        const floors = buildings.find(({ id }) => id === building.id)?.floors ?? [];
        return { ...building, floors: [...building.floors, ...floors] };
      }),
      ...added.map(({ id, name, floors }) => ({
        id,
        ...(name === undefined ? {} : { name: { en: name } }),
        floors: [...floors],
      })),
    ],
  };
}
