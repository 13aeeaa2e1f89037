import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Hotspot, Panorama } from "../../../../schema/catalogue/around.ts";
import type { ProjectIndex } from "../../../../schema/catalogue/projectIndex.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { viewExists } from "../../../../schema/presentation/references.ts";
import { useWords, type Words } from "../../../ui/text/words.ts";

/** A hotspot as it is drawn. */
export interface Spot extends Pick<Hotspot, "yaw" | "pitch"> {
  readonly key: string;
  readonly name: string;
  /** Absent: the hotspot is only a label. */
  readonly to?: View;
}

/** The name of a view's content, if it has one. */
function nameOf(view: View, index: ProjectIndex, words: Words): string | undefined {
  switch (view.screen) {
    case "panorama": {
      const panorama = index.panoramas.get(view.panorama);
      return panorama && words.panorama(panorama, index.project);
    }
    case "orbit": {
      const orbit = index.orbits.get(view.orbit);
      return orbit && words.orbit(orbit, index);
    }
    case "unit": {
      const unit = index.units.get(view.unit);
      return unit && words.unit(unit);
    }
    case "building": {
      const building = index.buildings.get(view.building);
      return building && words.building(building);
    }
    case "layout": {
      const layout = index.layouts.get(view.layout);
      return layout && words.text(layout.name);
    }
    default:
      return undefined;
  }
}

/** The hotspots of a room. One that leads to something removed keeps only its name. */
export function useSpots(panorama: Panorama, index: ProjectIndex): readonly Spot[] {
  const { t } = useTranslation("stage");
  const words = useWords();
  return useMemo(
    () =>
      panorama.hotspots.flatMap(({ yaw, pitch, name, to }, at) => {
        const view = to !== undefined && viewExists(to, index) ? to : undefined;
        if (name === undefined && view === undefined) return [];
        const said = name === undefined ? undefined : words.text(name);
        const there = view && nameOf(view, index, words);
        return [
          {
            key: String(at),
            yaw,
            pitch,
            name: said ?? there ?? t("panorama.go"),
            ...(view !== undefined && { to: view }),
          },
        ];
      }),
    [panorama, index, t, words],
  );
}
