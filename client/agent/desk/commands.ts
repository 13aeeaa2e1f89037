import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { PresentationState, View } from "../../../schema/presentation/presentation.ts";
import type { SharedIntent } from "../../stage/types.ts";

const MOST_COMPARED = 3;

/**
 * A home sent to the comparison from elsewhere joins those compared before, the oldest leaving; inside the comparison
 * the choice is taken as it is.
 */
export function joinCompared(
  compared: readonly string[],
  from: View,
  units: readonly string[],
): string[] {
  if (from.screen === "compare") return [...units];
  const kept = compared.filter((unit) => !units.includes(unit));
  return [...kept, ...units].slice(-MOST_COMPARED);
}

/** Pure: the changes of the presentation for an agent's intent. */
export function changeOf(
  state: PresentationState,
  intent: SharedIntent,
  compared: readonly string[] = [],
): PresentationChange {
  switch (intent.kind) {
    case "open": {
      const view: View =
        intent.view.screen === "compare"
          ? { screen: "compare", units: joinCompared(compared, state.view, intent.view.units) }
          : intent.view;
      const leavesImage = state.camera !== undefined && !equalJson(view, state.view);
      return leavesImage ? { view, camera: undefined } : { view };
    }
    case "filter":
      return { filters: intent.filters };
    case "shortlist":
      return {
        shortlist: intent.listed ? { add: [intent.unit] } : { remove: [intent.unit] },
      };
    case "rest-camera":
      return { camera: intent.camera };
  }
}
