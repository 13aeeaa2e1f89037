import { parseAnchor, type Anchor } from "./anchors.ts";
import type { PresentationState, View } from "./presentation.ts";
import type { Project } from "../catalogue/catalogue.ts";
import { firstView } from "../catalogue/projectIndex.ts";

interface Names {
  has(name: string): boolean;
}

/** Names that documents and awareness may use. A project's index has all of that project. */
export interface KnownNames {
  readonly project: Project;
  readonly masterplans: Names;
  readonly buildings: Names;
  readonly plans: Names;
  readonly layouts: Names;
  readonly images: Names;
  readonly orbits: Names;
  readonly panoramas: Names;
  readonly aspects: Names;
  readonly units: Names;
  /** `undefined` where the building has no such floor. */
  floor(building: string, floor: number): unknown;
}

/** Whether the project has everything a view names. */
export function viewExists(view: View, index: KnownNames): boolean {
  switch (view.screen) {
    case "masterplan":
      return index.masterplans.has(view.masterplan);
    case "building":
      return index.buildings.has(view.building);
    case "floor":
      return index.floor(view.building, view.floor) !== undefined;
    case "layout":
      return index.layouts.has(view.layout);
    case "unit":
      return index.units.has(view.unit);
    case "gallery":
      return index.images.has(view.image);
    case "orbit":
      return index.orbits.has(view.orbit);
    case "panorama":
      return index.panoramas.has(view.panorama);
    case "compare":
      return view.units.every((unit) => index.units.has(unit));
    case "custom":
      return index.project.customViews?.some(({ name }) => name === view.name) === true;
    case "layouts":
    case "shortlist":
      return true;
  }
}

/** Whether the project has an anchor's target. */
export function anchorExists(anchor: Anchor, index: KnownNames): boolean {
  switch (anchor.kind) {
    case "unit":
      return index.units.has(anchor.id);
    case "building":
      return index.buildings.has(anchor.id);
    case "floor":
      return index.floor(anchor.building, anchor.floor) !== undefined;
    case "plan":
      return index.plans.has(anchor.id);
    case "layout":
      return index.layouts.has(anchor.id);
    case "masterplan":
      return index.masterplans.has(anchor.id);
    case "image":
      return index.images.has(anchor.id);
    case "orbit":
      return index.orbits.has(anchor.id);
    case "panorama":
      return index.panoramas.has(anchor.id);
    case "payment":
      return index.project.payment?.steps[anchor.step] !== undefined;
    case "filter":
      return true;
  }
}

/**
 * The first key of the state, or of a part of one, that names something the project does not have; `undefined` when all
 * is there.
 */
export function findUnknownReference(
  { meta, view, filters, shortlist, camera }: Partial<PresentationState>,
  index: KnownNames,
): string | undefined {
  if (meta !== undefined && meta.project !== index.project.id) return "meta";
  if (view !== undefined && !viewExists(view, index)) return "view";
  if (filters?.aspects?.some((aspect) => !index.aspects.has(aspect)) === true) return "filters";
  const unknown = shortlist?.find((unit) => !index.units.has(unit));
  if (unknown !== undefined) return `shortlist/${unknown}`;
  if (camera === undefined) return undefined;
  return cameraTargetExists(camera.target, index) ? undefined : "camera";
}

/**
 * Whether the project has a camera's target. Pages write it as an anchor; integrators may write the bare id of
 * something with a picture.
 */
export function cameraTargetExists(target: string, index: KnownNames): boolean {
  const anchor = parseAnchor(target);
  if (anchor !== undefined) return anchorExists(anchor, index);
  const { masterplans, plans, layouts, images } = index;
  return [masterplans, plans, layouts, images].some((pictures) => pictures.has(target));
}

function keepView(view: View, index: KnownNames): View {
  if (viewExists(view, index)) return view;
  const units = view.screen === "compare" ? view.units.filter((unit) => index.units.has(unit)) : [];
  return units.length > 0 ? { screen: "compare", units } : firstView(index.project);
}

/** Pure: the state without names that the project lacks; the same object when it has all. */
export function keepKnown(state: PresentationState, index: KnownNames): PresentationState {
  if (findUnknownReference(state, index) === undefined) return state;
  const { meta, filters, camera } = state;
  const view = keepView(state.view, index);
  const aims = camera !== undefined && cameraTargetExists(camera.target, index);
  const { aspects, ...others } = filters;
  return {
    meta,
    view,
    filters: aspects
      ? { ...others, aspects: aspects.filter((aspect) => index.aspects.has(aspect)) }
      : filters,
    shortlist: state.shortlist.filter((unit) => index.units.has(unit)),
    camera: view === state.view && aims ? camera : undefined,
  };
}
