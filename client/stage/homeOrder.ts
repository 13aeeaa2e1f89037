import type { Building, Floor, Unit } from "../../schema/catalogue/catalogue.ts";

type Numbered = Pick<Unit, "number" | "floor">;

const compare = new Intl.Collator("en", { numeric: true }).compare;

/** "V9" before "V10". */
export const byNumber = (one: Pick<Unit, "number">, other: Pick<Unit, "number">): number =>
  compare(one.number, other.number);

/** "A" of a number such as "A-1204" in building A is the building's, not the home's. */
function withoutBuilding(number: string, { id, label }: Pick<Building, "id" | "label">): string {
  for (const name of [label, id]) {
    if (!number.toLowerCase().startsWith(name.toLowerCase()) || !/\D$/.test(name)) continue;
    const rest = number.slice(name.length).replace(/^[-–./\s]/, "");
    if (/^\d/.test(rest)) return rest;
  }
  return number;
}

/** "04" of home 1204 on floor 12: what a number adds to its floor's; `undefined` where it does not begin with it. */
export function lineOf(
  unit: Numbered,
  floor: Floor | undefined,
  building: Pick<Building, "id" | "label">,
): string | undefined {
  const own = withoutBuilding(unit.number, building);
  const floors = [floor?.label, String(unit.floor), String(unit.floor).padStart(2, "0")];
  for (const start of floors) {
    if (start === undefined || !own.startsWith(start) || own.length === start.length) continue;
    return own.slice(start.length);
  }
  return undefined;
}

/** By their figures; "0A" is a letter like "A", so that it follows them. */
export const compareLines = (a: string, b: string): number =>
  compare(a.replace(/^0+(?=\D)/, ""), b.replace(/^0+(?=\D)/, ""));

/** The homes of one floor as somebody looks for them: by their numbers. */
export function sortHomes(
  homes: readonly Unit[],
  floor: Floor,
  building: Building,
): readonly Unit[] {
  const lines = new Map(homes.map((home) => [home, lineOf(home, floor, building)]));
  const isLined = homes.every((home) => lines.get(home) !== undefined);
  return homes.toSorted((a, b) =>
    isLined ? compareLines(lines.get(a) ?? "", lines.get(b) ?? "") : byNumber(a, b),
  );
}
