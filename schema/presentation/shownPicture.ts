import { frameFile, type Orbit } from "../catalogue/around.ts";
import type { Masterplan, Picture, Unit } from "../catalogue/catalogue.ts";
import type { UnitView, View } from "./presentation.ts";
import type { ProjectIndex } from "../catalogue/projectIndex.ts";

/** The masterplan that locates a home: the first that outlines its building, or else the first with a picture. */
export function locationPlan(
  { building }: Pick<Unit, "building">,
  { project }: ProjectIndex,
): Masterplan | undefined {
  const pictured = project.masterplans.filter(({ picture }) => picture !== undefined);
  const outlinesIt = ({ buildings }: Masterplan) =>
    buildings.some((placed) => placed.building === building);
  return pictured.find(outlinesIt) ?? pictured[0];
}

function layoutPicture(id: string | undefined, index: ProjectIndex): Picture | undefined {
  const look = id === undefined ? undefined : index.layouts.get(id)?.look;
  switch (look?.kind) {
    case "picture":
      return look.picture;
    case "cutout":
      return index.plans.get(look.plan)?.picture;
    default:
      return undefined;
  }
}

function unitPicture({ unit: id, tab }: UnitView, index: ProjectIndex): Picture | undefined {
  const unit = index.units.get(id);
  if (unit === undefined) return undefined;
  switch (tab) {
    case undefined:
      return layoutPicture(unit.layout, index);
    case "views":
      return index.project.gallery[0]?.picture;
    case "location":
      return locationPlan(unit, index)?.picture;
    case "payment":
      return undefined;
  }
}

/** The first frame of an orbit. */
function orbitPicture(orbit: Orbit | undefined): Picture | undefined {
  if (orbit === undefined) return undefined;
  const { frames, framesDark, first, size, kind, blur } = orbit;
  return {
    src: frameFile(frames, first, 0),
    ...(framesDark !== undefined && { srcDark: frameFile(framesDark, first, 0) }),
    size,
    kind,
    ...(blur !== undefined && { blur }),
  };
}

/** Pure: the first pack picture that a view draws; `undefined` without one or for unknown names. */
export function shownPicture(view: View, index: ProjectIndex): Picture | undefined {
  switch (view.screen) {
    case "masterplan": {
      const masterplan = index.masterplans.get(view.masterplan);
      return masterplan && (masterplan.picture ?? index.project.hero);
    }
    case "floor":
      return index.plans.get(index.floor(view.building, view.floor)?.plan ?? "")?.picture;
    case "unit":
      return unitPicture(view, index);
    case "layout":
      return layoutPicture(view.layout, index);
    case "gallery":
      return index.images.get(view.image)?.picture;
    case "orbit":
      return orbitPicture(index.orbits.get(view.orbit));
    case "compare":
      return view.units
        .map((unit) => layoutPicture(index.units.get(unit)?.layout, index))
        .find((picture) => picture !== undefined);
    case "custom":
    case "panorama":
    case "building":
    case "layouts":
    case "shortlist":
      return undefined;
  }
}
