import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { Layout } from "../../../../schema/catalogue/catalogue.ts";
import { isId } from "../../../../schema/values/ids.ts";

/** A derived layout and the type of its homes. */
export interface NamedLayout {
  readonly type: string;
  readonly layout: Layout;
}

/** A, B, … Z, AA, AB, … */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? "" : letters(rest - 1)) + String.fromCodePoint(65 + (index % 26));
}

/** "1-48", "S-32", "48", "2": the same in every language, the area in the pack's unit. */
function baseName({ bedrooms, area }: Layout, areaUnit: AreaUnit): string {
  const rooms = bedrooms === 0 ? "S" : bedrooms;
  const factor = areaUnit === "m2" ? 1 : SQUARE_FEET_PER_SQUARE_METRE;
  return [rooms, area === undefined ? undefined : Math.round(area * factor)]
    .filter((part) => part !== undefined)
    .join("-");
}

/** Built from exact figures, so that it does not change with other homes. */
function baseId({ id, bedrooms, area, terrace }: Layout): string {
  const figures =
    area === undefined
      ? id.split("/").filter((part) => part !== "")
      : [bedrooms, area, terrace === undefined ? undefined : `t${terrace}`];
  const base = figures.filter((part) => part !== undefined).join("-");
  return isId(base) ? base : "layout";
}

function makeUnique(base: string, taken: Set<string>): string {
  let id = base;
  for (let count = 2; taken.has(id) || !isId(id); count += 1) id = `${base.slice(0, 56)}-${count}`;
  taken.add(id);
  return id;
}

/** Names derived layouts, in order, and replaces their type by an unused id. */
export function nameLayouts(
  types: readonly Layout[],
  takenIds: readonly string[],
  areaUnit: AreaUnit,
): readonly NamedLayout[] {
  const bases = types.map((layout) => baseName(layout, areaUnit));
  const totals = new Map<string, number>();
  for (const base of bases) totals.set(base, (totals.get(base) ?? 0) + 1);
  const taken = new Set(takenIds);
  const used = new Map<string, number>();
  return types.map((layout, index) => {
    const base = bases[index] ?? "";
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    const isUnique = base !== "" && totals.get(base) === 1;
    const name = isUnique ? base : base + letters(count);
    return {
      type: layout.id,
      layout: { ...layout, id: makeUnique(baseId(layout), taken), name: { en: name } },
    };
  });
}
