import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { View } from "../../schema/presentation/presentation.ts";
import type { ProjectIndex } from "../../schema/catalogue/projectIndex.ts";
import { isGrounded } from "./building/parts.ts";
import { shownTab } from "./home/tabs.ts";
import { useWords } from "../ui/text/words.ts";

/** A view's name in a few words: "B-1404", "Tower B", "Layouts". */
export function useViewWords(index: ProjectIndex): (view: View) => string {
  const { t } = useTranslation("stage");
  const { t: common } = useTranslation("common");
  const words = useWords();
  return useMemo(() => {
    const building = (id: string) => {
      const found = index.buildings.get(id);
      return found === undefined ? id : words.building(found);
    };
    return (view) => {
      switch (view.screen) {
        case "masterplan":
          return t("views.masterplan");
        case "building":
          return building(view.building);
        case "floor": {
          if (isGrounded(view.building, index)) return building(view.building);
          const label = index.floor(view.building, view.floor)?.label ?? String(view.floor);
          return `${building(view.building)}, ${common("floor", { label })}`;
        }
        case "layout": {
          const layout = index.layouts.get(view.layout);
          return layout === undefined ? t("views.layouts") : words.text(layout.name);
        }
        case "unit": {
          const unit = index.units.get(view.unit);
          const home = unit === undefined ? view.unit : words.unit(unit);
          const tab = shownTab(view, index.project);
          return tab === "plan" ? home : t(`views.tab.${tab}`, { home });
        }
        case "gallery": {
          const name = index.images.get(view.image)?.name;
          return name === undefined ? t("views.gallery") : words.text(name);
        }
        case "orbit": {
          const orbit = index.orbits.get(view.orbit);
          return orbit === undefined ? t("views.around") : words.orbit(orbit, index);
        }
        case "panorama": {
          const panorama = index.panoramas.get(view.panorama);
          return panorama === undefined
            ? t("views.inside")
            : words.panorama(panorama, index.project);
        }
        case "layouts":
        case "compare":
        case "custom":
        case "shortlist":
          return t(`views.${view.screen}`);
      }
    };
  }, [t, common, words, index]);
}
