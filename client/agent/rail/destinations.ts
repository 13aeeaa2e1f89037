import type { Building, Unit } from "../../../schema/catalogue.ts";
import type { View } from "../../../schema/presentation.ts";
import type { ProjectIndex } from "../../../schema/projectIndex.ts";

/** More buildings than this are listed once one of them is open, and then in short. */
export const FEW_BUILDINGS = 5;

/** Homes that can still be had: the available ones, or all where the pack says no status. */
export function homesLeft(units: readonly Unit[]): number {
  const told = units.some(({ status }) => status !== undefined);
  return told ? units.filter(({ status }) => status === "available").length : units.length;
}

/** The building that a view is about, if it is about one. */
export function buildingOf(view: View, index: ProjectIndex): string | undefined {
  switch (view.screen) {
    case "building":
    case "floor":
      return view.building;
    case "unit":
      return index.units.get(view.unit)?.building;
    default:
      return undefined;
  }
}

/** The buildings that the rail lists: all of a few; of many, once one of them is open. */
export function listedBuildings(view: View, index: ProjectIndex): readonly Building[] {
  const { buildings } = index.project;
  const few = buildings.length > 1 && buildings.length <= FEW_BUILDINGS;
  return few || (buildings.length > 1 && buildingOf(view, index) !== undefined) ? buildings : [];
}

/** Where "Compare" leads: the last comparison, else the first of the shortlist; `undefined`: nothing to compare. */
export function compareView(
  compared: readonly string[],
  shortlist: readonly string[],
): View | undefined {
  const units = compared.length > 0 ? [...compared] : shortlist.slice(0, 3);
  return units.length === 0 ? undefined : { screen: "compare", units };
}
