import type { Orbit, OrbitKey, Panorama } from "./around.ts";
import type { Aspect, Building, Plan, Project, Unit } from "./catalogue.ts";
import type { View } from "../presentation/presentation.ts";
import { indexProject } from "./projectIndex.ts";
import { viewExists } from "../presentation/references.ts";

const placeOf = (unit: Unit, floorPlans: ReadonlyMap<string, string>): string | undefined => {
  const plan = floorPlans.get(`${unit.building}/${unit.floor}`);
  return plan === undefined || unit.position === undefined ? undefined : `${plan}/${unit.position}`;
};

/** The plans without the outlines that belong only to held back homes. */
function shownPlans({ plans, buildings, units }: Project): readonly Plan[] {
  const floorPlans = new Map(
    buildings.flatMap(({ id, floors }) =>
      floors.flatMap(({ number, plan }) =>
        plan === undefined ? [] : [[`${id}/${number}`, plan] as const],
      ),
    ),
  );
  const placesOf = (homes: readonly Unit[]) =>
    new Set(homes.map((unit) => placeOf(unit, floorPlans)));
  const hidden = placesOf(units.filter((unit) => unit.hidden === true));
  const shown = placesOf(units.filter((unit) => unit.hidden !== true));
  return plans.map((plan) => {
    const outlines = plan.units.filter(({ position }) => {
      const place = `${plan.id}/${position}`;
      return shown.has(place) || !hidden.has(place);
    });
    return outlines.length === plan.units.length ? plan : { ...plan, units: outlines };
  });
}

/** Ids of plans used only by floors whose homes are all held back. A floor without homes counts as shown. */
function heldBackPlans({ buildings, units }: Project): ReadonlySet<string> {
  const shownFloors = new Map<string, boolean>();
  for (const { building, floor, hidden } of units) {
    const key = `${building}/${floor}`;
    shownFloors.set(key, shownFloors.get(key) === true || hidden !== true);
  }
  const heldBack = new Set<string>();
  const shown = new Set<string>();
  for (const { id, floors } of buildings) {
    for (const { number, plan } of floors) {
      if (plan !== undefined)
        (shownFloors.get(`${id}/${number}`) === false ? heldBack : shown).add(plan);
    }
  }
  for (const plan of shown) heldBack.delete(plan);
  return heldBack;
}

function withoutPlans(building: Building, plans: ReadonlySet<string>): Building {
  if (!building.floors.some(({ plan }) => plan !== undefined && plans.has(plan))) return building;
  const floors = building.floors.map((floor) => {
    if (floor.plan === undefined || !plans.has(floor.plan)) return floor;
    const { plan: _heldBack, ...others } = floor;
    return others;
  });
  return { ...building, floors };
}

/** Aspects without those that only held back homes have. */
function shownAspects({ aspects, units }: Project, shown: readonly Unit[]): readonly Aspect[] {
  const all = new Set(units.flatMap((unit) => unit.aspects));
  const seen = new Set(shown.flatMap((unit) => unit.aspects));
  return aspects.filter(({ id }) => seen.has(id) || !all.has(id));
}

/** Orbits without the outlines of homes that are not in `shown`. */
function shownOrbits(orbits: readonly Orbit[], shown: ReadonlySet<string>): readonly Orbit[] {
  const shownKey = (key: OrbitKey): OrbitKey => {
    const outlines = key.outlines.filter((thing) => !("unit" in thing) || shown.has(thing.unit));
    return outlines.length === key.outlines.length ? key : { ...key, outlines };
  };
  return orbits.map((orbit) => ({ ...orbit, keys: orbit.keys.map(shownKey) }));
}

/** Panoramas of shown layouts or of none, with only the hotspots that lead to shown views. */
function shownPanoramas(
  panoramas: readonly Panorama[],
  layouts: ReadonlyMap<string, unknown>,
  isShown: (view: View) => boolean,
): readonly Panorama[] {
  const shown = panoramas.filter(({ layout }) => layout === undefined || layouts.has(layout));
  return shown.map((panorama) => withShownHotspots(panorama, isShown));
}

function withShownHotspots(panorama: Panorama, isShown: (view: View) => boolean): Panorama {
  const hotspots = panorama.hotspots.filter(({ to }) => to === undefined || isShown(to));
  return hotspots.length === panorama.hotspots.length ? panorama : { ...panorama, hotspots };
}

/**
 * Pure: the project for buyers, without held back homes and everything that belongs only to those: layouts, aspects,
 * outlines, hotspots, and plans of floors without another home. The same object when nothing is held back.
 */
export function publicProject(project: Project): Project {
  const units = project.units.filter(({ hidden }) => hidden !== true);
  if (units.length === project.units.length) return project;
  const all = new Set(project.units.map(({ layout }) => layout));
  const shown = new Set(units.map(({ layout }) => layout));
  const layouts = project.layouts.filter(({ id }) => shown.has(id) || !all.has(id));
  const heldBack = heldBackPlans(project);
  const plans = shownPlans(project).filter(({ id }) => !heldBack.has(id));
  const buildings = project.buildings.map((building) => withoutPlans(building, heldBack));
  const aspects = shownAspects(project, units);
  const { orbits, panoramas } = project;
  const others: Project = { ...project, buildings, plans, layouts, aspects, units };
  if (orbits === undefined && panoramas === undefined) return others;
  const found = indexProject(others);
  const seen = shownPanoramas(panoramas ?? [], found.layouts, () => true);
  // A hotspot may lead to a panorama that is left out.
  const index = indexProject({ ...others, panoramas: seen });
  return {
    ...others,
    ...(orbits !== undefined && {
      orbits: shownOrbits(orbits, new Set(units.map(({ id }) => id))),
    }),
    ...(panoramas !== undefined && {
      panoramas: shownPanoramas(seen, index.layouts, (view) => viewExists(view, index)),
    }),
  };
}
