import type { ListReading } from "../../list/reading.ts";
import type { Pack } from "../pack.ts";

/** The pack, extended by the buildings, floors and aspects that only its list names. */
export function addToPack(
  pack: Pack,
  { buildings, aspects }: Pick<ListReading, "buildings" | "aspects">,
): Pack {
  if (buildings.length === 0 && aspects.length === 0) return pack;
  const known = new Set(pack.buildings.map(({ id }) => id));
  const added = buildings.filter(({ id }) => !known.has(id));
  const floorsOf = (id: string) => buildings.find((building) => building.id === id)?.floors ?? [];
  const own = pack.buildings.map((building) =>
    Object.assign(structuredClone(building), {
      floors: [...building.floors, ...floorsOf(building.id)],
    }),
  );
  const others = added.map(({ id, name, floors }) => {
    const listed = [...floors];
    return name === undefined ? { id, floors: listed } : { id, name: { en: name }, floors: listed };
  });
  return { ...pack, aspects: [...pack.aspects, ...aspects], buildings: [...own, ...others] };
}
