import type { PresentationChange } from "../../../schema/document.ts";
import type { PresentationState, View } from "../../../schema/presentation.ts";
import type { SharedIntent } from "../../stage/types.ts";

const MOST_COMPARED = 3;

const equal = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

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

/** Pure: what an agent's intent changes in the presentation. */
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
      const leavesImage = state.camera !== undefined && !equal(view, state.view);
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

/** Pure: the state after a change; the same object when nothing changed. */
export function applyChange(
  state: PresentationState,
  change: PresentationChange,
): PresentationState {
  const { add = [], remove = [] } = change.shortlist ?? {};
  const shortlist = [...new Set([...state.shortlist, ...add])]
    .filter((unit) => !remove.includes(unit))
    .toSorted();
  const next: PresentationState = {
    meta: state.meta,
    view: change.view ?? state.view,
    filters: change.filters ?? state.filters,
    shortlist: equal(shortlist, state.shortlist) ? state.shortlist : shortlist,
    camera: "camera" in change ? change.camera : state.camera,
  };
  return equal(next, state) ? state : next;
}

/** Pure: what turns one state of a presentation into another. */
export function changeBetween(from: PresentationState, to: PresentationState): PresentationChange {
  return {
    view: to.view,
    filters: to.filters,
    camera: to.camera,
    shortlist: {
      add: to.shortlist.filter((unit) => !from.shortlist.includes(unit)),
      remove: from.shortlist.filter((unit) => !to.shortlist.includes(unit)),
    },
  };
}
