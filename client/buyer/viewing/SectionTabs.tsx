import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { View, PresentationState, Screen } from "../../../schema/presentation/presentation.ts";
import type { BuildingsKind } from "../../ui/text/buildingsKind.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";

export interface SectionTabsProps {
  readonly sections: readonly Section[];
  /** What this development's buildings are called. */
  readonly kind: BuildingsKind;
  readonly onOpen: (view: View) => void;
}

/** The sections of the desk's rail as tabs, for buyers who look around alone. */
export function SectionTabs({ sections, kind, onOpen }: SectionTabsProps) {
  const { t } = useTranslation("buyer");
  return (
    <nav
      aria-label={t("sections.label")}
      className="more-beside -mx-[min(1.25rem,6vw)] overflow-x-auto pb-1 [scrollbar-width:none]"
    >
      <ul className="flex min-w-max px-2">
        {sections.map(({ name, view, current }) => (
          <li key={name}>
            <AriaButton
              aria-current={current}
              onPress={() => onOpen(view)}
              className="target group inline-flex items-center text-md whitespace-nowrap text-ink-2 aria-[current=true]:text-ink no-focus-ring"
            >
              <span className="rounded-sm px-3 py-1.5 group-focus-visible:shadow-[inset_0_0_0_2px_var(--ink)] group-aria-[current=true]:bg-recess">
                {t(`sections.${name === "buildings" ? kind : name}`)}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type SectionName =
  | "masterplan"
  | "around"
  | "buildings"
  | "layouts"
  | "inside"
  | "gallery"
  | "shortlist";

/** A link to a part of the development. */
export interface Section {
  readonly name: SectionName;
  readonly view: View;
  /** Whether the current view belongs to it. */
  readonly current: boolean;
}

/** An embedder's page belongs to no section. */
const SECTION_OF: Readonly<Record<Screen, SectionName | undefined>> = {
  masterplan: "masterplan",
  building: "buildings",
  floor: "buildings",
  unit: "buildings",
  layouts: "layouts",
  layout: "layouts",
  gallery: "gallery",
  orbit: "around",
  panorama: "inside",
  compare: "shortlist",
  custom: undefined,
  shortlist: "shortlist",
};

function buildingOf(view: View, { units, project }: ProjectIndex): string | undefined {
  if (view.screen === "building" || view.screen === "floor") return view.building;
  const unit = view.screen === "unit" ? units.get(view.unit) : undefined;
  return unit?.building ?? project.buildings[0]?.id;
}

/** The sections that the development has, for an exploring buyer. */
export function sectionsOf(
  { view, shortlist }: Pick<PresentationState, "view" | "shortlist">,
  index: ProjectIndex,
): readonly Section[] {
  const { masterplans, layouts, gallery, orbits, panoramas } = index.project;
  const [masterplan] = masterplans;
  const building = buildingOf(view, index);
  const [image] = gallery;
  const [orbit] = orbits ?? [];
  const [panorama] = panoramas ?? [];
  const views: readonly (readonly [SectionName, View | undefined])[] = [
    ["masterplan", masterplan && { screen: "masterplan", masterplan: masterplan.id }],
    ["around", orbit && { screen: "orbit", orbit: orbit.id }],
    ["buildings", building === undefined ? undefined : { screen: "building", building }],
    ["layouts", layouts.length > 0 ? { screen: "layouts" } : undefined],
    ["inside", panorama && { screen: "panorama", panorama: panorama.id }],
    ["gallery", image && { screen: "gallery", image: image.id }],
    ["shortlist", shortlist.length > 0 ? { screen: "shortlist" } : undefined],
  ];
  return views.flatMap(([name, there]) =>
    there === undefined ? [] : [{ name, view: there, current: SECTION_OF[view.screen] === name }],
  );
}
