import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { PresentationState, View } from "../../../schema/presentation/presentation.ts";
import { MOST_COMPARED } from "../../stage/compare/compared.ts";
import type { SharedIntent } from "../../stage/types.ts";

/**
 * The homes to compare. A home added from another view joins the previous ones and evicts the oldest; a choice made in the
 * comparison replaces them.
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
