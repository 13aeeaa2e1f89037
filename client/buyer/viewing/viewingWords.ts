import { useTranslation } from "react-i18next";
import type { View } from "../../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import { isGrounded } from "../../stage/building/parts.ts";
import { shownTab } from "../../stage/home/tabs.ts";
import { inSentence } from "../../ui/text/inSentence.ts";
import { useWords } from "../../ui/text/words.ts";
import type { AgentPresence } from "../../session/types.ts";
import type { Status } from "./viewingStatus.ts";

/** Texts about views and presenters. */
export interface ViewingWords {
  /** "at B-1204": where the agent is, in short. */
  agentAt(view: View, index: ProjectIndex): string;
  /** "Your agent opened home B-1204, two bedrooms, 94 m²", for screen readers. */
  opened(view: View, index: ProjectIndex): string;
  /** The status: "Anna and Boris are presenting". `presenter` is the inviting agent's name. */
  going(status: Status, agent: AgentPresence, presenter: string): string;
}

/** A name keeps its own direction inside a sentence of another. */
const isolate = (name: string) => `\u2068${name}\u2069`;

function usePlaces() {
  const { t } = useTranslation("buyer");
  const words = useWords();
  return {
    building: (id: string, { buildings }: ProjectIndex) => {
      const building = buildings.get(id);
      return building === undefined ? "" : words.building(building);
    },
    floor: (view: { building: string; floor: number }, index: ProjectIndex) =>
      index.floor(view.building, view.floor)?.label ?? String(view.floor),
    layout: (id: string, { layouts }: ProjectIndex) => {
      const layout = layouts.get(id);
      return layout === undefined ? "" : words.text(layout.name);
    },
    image: (id: string, { images }: ProjectIndex) => {
      const name = images.get(id)?.name;
      return name === undefined ? undefined : words.text(name);
    },
    orbit: (id: string, index: ProjectIndex) => {
      const orbit = index.orbits.get(id);
      return orbit === undefined ? "" : words.orbit(orbit, index);
    },
    panorama: (id: string, { panoramas, project }: ProjectIndex) => {
      const panorama = panoramas.get(id);
      return panorama === undefined ? "" : words.panorama(panorama, project);
    },
    unit: (id: string, { units }: ProjectIndex) => {
      const unit = units.get(id);
      if (unit === undefined) return "";
      return unit.label ?? inSentence(words.unit(unit), words.language);
    },
    short: (id: string, { units }: ProjectIndex) => {
      const unit = units.get(id);
      return unit === undefined ? "" : words.unitShort(unit);
    },
    facts: (id: string, { units, project }: ProjectIndex) => {
      const unit = units.get(id);
      if (unit === undefined) return "";
      const facts = [
        words.unitShort(unit),
        unit.bedrooms !== undefined && inSentence(words.bedrooms(unit.bedrooms), words.language),
        unit.area !== undefined && words.areaOf(unit.area, project),
      ];
      return facts.filter((fact) => fact !== false).join(t("comma"));
    },
  };
}

export function useViewingWords(): ViewingWords {
  const { t, i18n } = useTranslation("buyer");
  const places = usePlaces();
  const { t: common } = useTranslation("common");
  /** Presenters without a name are "your agent", last, so that a name begins the line. */
  const list = (names: readonly string[]) => {
    const named = names.filter((name) => name !== "").map(isolate);
    const unnamed = inSentence(common("yourAgent"), i18n.language);
    const all = named.length === names.length ? named : [...named, unnamed];
    return new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(all);
  };
  return {
    agentAt: (view, index) => {
      switch (view.screen) {
        case "building":
          return t("agentAt.building", { name: places.building(view.building, index) });
        case "floor":
          if (isGrounded(view.building, index)) {
            return t("agentAt.building", { name: places.building(view.building, index) });
          }
          return t("agentAt.floor", { label: places.floor(view, index) });
        case "layout":
          return t("agentAt.layout", { name: places.layout(view.layout, index) });
        case "unit": {
          const tab = shownTab(view, index.project);
          const name = places.unit(view.unit, index);
          return t(tab === "plan" ? "agentAt.unit" : `agentAt.unitTab.${tab}`, { name });
        }
        case "orbit":
          return t("agentAt.orbit", { name: places.orbit(view.orbit, index) });
        case "panorama":
          return t("agentAt.panorama", { name: places.panorama(view.panorama, index) });
        default:
          return t(`agentAt.${view.screen}`);
      }
    },
    opened: (view, index) => {
      switch (view.screen) {
        case "building":
          return t("opened.building", { name: places.building(view.building, index) });
        case "floor":
          if (isGrounded(view.building, index)) {
            return t("opened.building", { name: places.building(view.building, index) });
          }
          return t("opened.floor", {
            label: places.floor(view, index),
            building: places.building(view.building, index),
          });
        case "layout":
          return t("opened.layout", { name: places.layout(view.layout, index) });
        case "unit": {
          const tab = shownTab(view, index.project);
          if (tab === "plan") return t("opened.unit", { name: places.facts(view.unit, index) });
          return t(`opened.unitTab.${tab}`, { name: places.short(view.unit, index) });
        }
        case "gallery": {
          const name = places.image(view.image, index);
          return name === undefined ? t("opened.gallery") : t("opened.galleryNamed", { name });
        }
        case "orbit":
          return t("opened.orbit", { name: places.orbit(view.orbit, index) });
        case "panorama":
          return t("opened.panorama", { name: places.panorama(view.panorama, index) });
        case "compare":
          return t("opened.compare", { count: view.units.length });
        default:
          return t(`opened.${view.screen}`);
      }
    },
    going: (status, agent, presenter) => {
      const { names = [] } = agent.kind === "waiting" ? {} : agent;
      if (status === "away" && names.length > 1) return t("line.awayNames", { names: list(names) });
      if (status !== "presenting") return t(`line.${status}`);
      if (names.length > 1) return t("line.presentingNames", { names: list(names) });
      // Another presenter than the inviting agent needs a name here: "your agent" would mean the
      // latter.
      const other = agent.kind === "present" && agent.name !== presenter && agent.name !== "";
      return other ? t("line.presentingName", { name: isolate(agent.name) }) : t("line.presenting");
    },
  };
}
