import type { Building, Floor, Unit } from "../../schema/catalogue/catalogue.ts";

type Numbered = Pick<Unit, "number" | "floor">;

const compare = new Intl.Collator("en", { numeric: true }).compare;

/** Natural order: "V9" before "V10". */
export const byNumber = (one: Pick<Unit, "number">, other: Pick<Unit, "number">): number =>
  compare(one.number, other.number);

/** Removes the building from a number: "A-1204" in building A is "1204". */
function withoutBuilding(number: string, { id, label }: Pick<Building, "id" | "label">): string {
  for (const name of [label, id]) {
    if (!number.toLowerCase().startsWith(name.toLowerCase()) || !/\D$/.test(name)) continue;
    const rest = number.slice(name.length).replace(/^[-–./\s]/, "");
    if (/^\d/.test(rest)) return rest;
  }
  return number;
}

/** "04" of home 1204 on floor 12: the number without its floor; `undefined` if it does not begin with the floor. */
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

/** Numeric order; "0A" counts as the letter "A", so it follows the numbers. */
export const compareLines = (a: string, b: string): number =>
  compare(a.replace(/^0+(?=\D)/, ""), b.replace(/^0+(?=\D)/, ""));

/** The homes of one floor, ordered by their numbers. */
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
