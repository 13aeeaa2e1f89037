import type { Building, Project, Unit } from "./catalogue.ts";

/** The building with only the floors of these homes. */
function buildingOf(building: Building, homes: readonly Unit[]): Building {
  const floors = new Set(
    homes
      .filter((home) => home.building === building.id)
      .flatMap(({ floor, topFloor = floor }) => [floor, topFloor]),
  );
  const { facade: _facade, ...plain } = building;
  return { ...plain, floors: building.floors.filter(({ number }) => floors.has(number)) };
}

/**
 * Pure: the project with only these homes and what their pages need: their layouts, the plans that those are cut from, and
 * their floors' names. Masterplans, façades, orbits, panoramas and custom views are left out.
 */
export function projectOfHomes(project: Project, ids: Iterable<string>): Project {
  const wanted = new Set(ids);
  const units = project.units.filter(({ id }) => wanted.has(id));
  const layoutIds = new Set(units.map(({ layout }) => layout));
  const layouts = project.layouts.filter(({ id }) => layoutIds.has(id));
  const planIds = new Set(
    layouts.map(({ look }) => (look?.kind === "cutout" ? look.plan : undefined)),
  );
  const buildingIds = new Set(units.map(({ building }) => building));
  const { orbits: _orbits, panoramas: _panoramas, customViews: _customViews, ...others } = project;
  return {
    ...others,
    masterplans: [],
    buildings: project.buildings
      .filter(({ id }) => buildingIds.has(id))
      .map((building) => buildingOf(building, units)),
    plans: project.plans.filter(({ id }) => planIds.has(id)),
    layouts,
    units,
  };
}
