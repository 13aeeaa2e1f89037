import type { PresentationState, Screen, View } from "../../schema/presentation.ts";
import type { ProjectIndex } from "../../schema/projectIndex.ts";

type SectionName = "masterplan" | "buildings" | "layouts" | "gallery" | "shortlist";

/** A way into one part of the development. */
export interface Section {
  readonly name: SectionName;
  readonly view: View;
  /** Whether what is shown now belongs to it. */
  readonly current: boolean;
}

const SECTION_OF: Readonly<Record<Screen, SectionName>> = {
  masterplan: "masterplan",
  building: "buildings",
  floor: "buildings",
  unit: "buildings",
  layouts: "layouts",
  layout: "layouts",
  gallery: "gallery",
  compare: "shortlist",
  shortlist: "shortlist",
};

function buildingOf(view: View, { units, project }: ProjectIndex): string | undefined {
  if (view.screen === "building" || view.screen === "floor") return view.building;
  const unit = view.screen === "unit" ? units.get(view.unit) : undefined;
  return unit?.building ?? project.buildings[0]?.id;
}

/** Where a buyer can go alone: what the development has, from the whole to the single home. */
export function sectionsOf(
  { view, shortlist }: Pick<PresentationState, "view" | "shortlist">,
  index: ProjectIndex,
): readonly Section[] {
  const { masterplans, layouts, gallery } = index.project;
  const [masterplan] = masterplans;
  const building = buildingOf(view, index);
  const [image] = gallery;
  const views: readonly (readonly [SectionName, View | undefined])[] = [
    ["masterplan", masterplan && { screen: "masterplan", masterplan: masterplan.id }],
    ["buildings", building === undefined ? undefined : { screen: "building", building }],
    ["layouts", layouts.length > 0 ? { screen: "layouts" } : undefined],
    ["gallery", image && { screen: "gallery", image: image.id }],
    ["shortlist", shortlist.length > 0 ? { screen: "shortlist" } : undefined],
  ];
  return views.flatMap(([name, there]) =>
    there === undefined ? [] : [{ name, view: there, current: SECTION_OF[view.screen] === name }],
  );
}
