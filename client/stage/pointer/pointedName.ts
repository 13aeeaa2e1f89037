import { parseAnchor } from "../../../schema/presentation/anchors.ts";
import type { ProjectIndex } from "../../../schema/catalogue/projectIndex.ts";
import type { Words } from "../../ui/text/words.ts";
import { spotName } from "../around/panorama/spots.ts";
import type { Spot } from "./pointerMotion.ts";

/** A short name of the pointed thing; `undefined` for things without a name of their own, such as pictures. */
export function pointedName(
  { anchor, share }: { readonly anchor: string | undefined; readonly share?: Spot | undefined },
  index: ProjectIndex,
  words: Words,
): string | undefined {
  const parsed = anchor === undefined ? undefined : parseAnchor(anchor);
  switch (parsed?.kind) {
    case "unit": {
      const unit = index.units.get(parsed.id);
      return unit && words.unitShort(unit);
    }
    case "building": {
      const building = index.buildings.get(parsed.id);
      return building && words.building(building);
    }
    case "payment": {
      const step = index.project.payment?.steps[parsed.step];
      return step && words.text(step.name);
    }
    case "panorama": {
      const panorama = index.panoramas.get(parsed.id);
      const name = panorama && share && spotName(panorama, share);
      return name && words.text(name);
    }
    default:
      return undefined;
  }
}
