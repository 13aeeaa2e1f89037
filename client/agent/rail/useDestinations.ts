import { useDesk } from "../deskContext.ts";
import {
  BookmarkIcon,
  Building2,
  Columns2,
  DoorOpen,
  Image,
  LayoutGrid,
  Map as MapIcon,
  Rotate3d,
} from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import { useStore } from "../../base/react/useStore.ts";
import { useWords } from "../../ui/text/words.ts";
import { MOST_COMPARED } from "../../stage/compare/compared.ts";
import { buildingsKind } from "../../ui/text/buildingsKind.ts";
import type { Building, Unit } from "../../../schema/catalogue/catalogue.ts";
import { isHome } from "../../../schema/values/unitKinds.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";

/** One line of the rail. */
export interface Destination {
  readonly key: string;
  readonly label: string;
  /** Absent: a line under another one. */
  readonly Icon?: ComponentType<{
    className?: string;
    strokeWidth?: number;
    "aria-hidden"?: "true";
  }>;
  /** The shortest name that is unique among its siblings. */
  readonly short?: string;
  readonly count?: number;
  /** The count with its noun, if the number alone is unclear. */
  readonly countWords?: string;
  /** `undefined`: leads nowhere yet. */
  readonly view: View | undefined;
  readonly current: boolean;
  /** Whether it or a line under it is current, for a rail of icons. */
  readonly within: boolean;
  /** A tool, below the places; always visible. */
  readonly tool?: true;
}

const on = (current: boolean) => ({ current, within: current });

/** The rail's links, from the masterplan to the shortlist. */
export function useDestinations(): readonly Destination[] {
  const { desk } = useDesk();
  const { t } = useTranslation("agent");
  const words = useWords();
  const index = useStore(desk.index);
  const { view, shortlist } = useStore(desk.state);
  const compared = useStore(desk.compared);
  const { project } = index;
  const counted = (count: number) => ({ count, countWords: t("nav.homesLeft", { count }) });
  const currentBuilding = buildingOf(view, index);
  const listed = listedBuildings(view, index);
  const [firstBuilding] = project.buildings;
  const [firstMasterplan, ...masterplans] = project.masterplans;
  const [firstImage] = project.gallery;
  const shows = (masterplan: string) =>
    view.screen === "masterplan" && view.masterplan === masterplan;
  const destinations: Destination[] = [];
  if (firstMasterplan !== undefined) {
    destinations.push({
      key: "masterplan",
      label: t("nav.masterplan"),
      Icon: MapIcon,
      view: { screen: "masterplan", masterplan: firstMasterplan.id },
      current: shows(firstMasterplan.id),
      within: view.screen === "masterplan",
    });
  }
  for (const masterplan of masterplans) {
    const { id } = masterplan;
    destinations.push({
      key: `masterplan:${id}`,
      label: words.masterplan(masterplan),
      view: { screen: "masterplan", masterplan: id },
      current: shows(id),
      within: shows(id),
    });
  }
  const [firstOrbit, ...otherOrbits] = project.orbits ?? [];
  if (firstOrbit !== undefined) {
    destinations.push({
      key: "around",
      label: t("nav.around"),
      Icon: Rotate3d,
      view: { screen: "orbit", orbit: firstOrbit.id },
      current: view.screen === "orbit" && view.orbit === firstOrbit.id,
      within: view.screen === "orbit",
    });
  }
  for (const orbit of otherOrbits) {
    destinations.push({
      key: `orbit:${orbit.id}`,
      label: words.orbit(orbit, index),
      view: { screen: "orbit", orbit: orbit.id },
      ...on(view.screen === "orbit" && view.orbit === orbit.id),
    });
  }
  if (firstBuilding !== undefined) {
    destinations.push({
      key: "buildings",
      label: t(`nav.${buildingsKind(project)}`),
      Icon: Building2,
      ...counted(homesLeft(project.units)),
      view: { screen: "building", building: currentBuilding ?? firstBuilding.id },
      current: currentBuilding !== undefined && listed.length === 0,
      within: currentBuilding !== undefined,
    });
  }
  for (const building of listed) {
    destinations.push({
      key: `building:${building.id}`,
      label: words.building(building),
      ...(listed.length > FEW_BUILDINGS ? { short: building.label } : {}),
      ...counted(homesLeft(index.unitsByBuilding.get(building.id) ?? [])),
      view: { screen: "building", building: building.id },
      current: building.id === currentBuilding,
      within: building.id === currentBuilding,
    });
  }
  if (project.layouts.length > 0) {
    destinations.push({
      key: "layouts",
      label: t("nav.layouts"),
      Icon: LayoutGrid,
      count: project.layouts.length,
      view: { screen: "layouts" },
      ...on(view.screen === "layouts" || view.screen === "layout"),
    });
  }
  const [firstPanorama] = project.panoramas ?? [];
  if (firstPanorama !== undefined) {
    destinations.push({
      key: "inside",
      label: t("nav.inside"),
      Icon: DoorOpen,
      count: project.panoramas?.length ?? 0,
      view: { screen: "panorama", panorama: firstPanorama.id },
      ...on(view.screen === "panorama"),
    });
  }
  if (firstImage !== undefined) {
    destinations.push({
      key: "gallery",
      label: t("nav.gallery"),
      Icon: Image,
      count: project.gallery.length,
      view: { screen: "gallery", image: firstImage.id },
      ...on(view.screen === "gallery"),
    });
  }
  destinations.push(
    {
      key: "compare",
      label: t("nav.compare"),
      Icon: Columns2,
      ...(compared.length > 0 ? { count: compared.length } : {}),
      view: compareView(compared, shortlist),
      ...on(view.screen === "compare"),
      tool: true,
    },
    {
      key: "shortlist",
      label: t("nav.shortlist"),
      Icon: BookmarkIcon,
      ...(shortlist.length > 0 ? { count: shortlist.length } : {}),
      view: { screen: "shortlist" },
      ...on(view.screen === "shortlist"),
      tool: true,
    },
  );
  return destinations;
}

/** Above this number, buildings are listed only once one of them is open, and then by their short names. */
const FEW_BUILDINGS = 5;

/** Number of available homes, or of all where the pack has no statuses. */
function homesLeft(units: readonly Unit[]): number {
  const homes = units.filter(isHome);
  const told = homes.some(({ status }) => status !== undefined);
  return told ? homes.filter(({ status }) => status === "available").length : homes.length;
}

/** The building that a view is about, if it is about one. */
function buildingOf(view: View, index: ProjectIndex): string | undefined {
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

/** The buildings listed by the rail: 2 to `FEW_BUILDINGS` always, more once one of them is open, a single one never. */
function listedBuildings(view: View, index: ProjectIndex): readonly Building[] {
  const { buildings } = index.project;
  const few = buildings.length > 1 && buildings.length <= FEW_BUILDINGS;
  return few || (buildings.length > 1 && buildingOf(view, index) !== undefined) ? buildings : [];
}

/** Where "Compare" leads: the last comparison, else the first of the shortlist; `undefined`: nothing to compare. */
function compareView(compared: readonly string[], shortlist: readonly string[]): View | undefined {
  const units = compared.length > 0 ? [...compared] : shortlist.slice(0, MOST_COMPARED);
  return units.length === 0 ? undefined : { screen: "compare", units };
}
