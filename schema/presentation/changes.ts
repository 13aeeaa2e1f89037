import { equalJson } from "../values/equalJson.ts";
import type { Camera, PresentationState, View } from "./presentation.ts";
import type { Filters } from "./filters.ts";

/** The changes an agent may make; absent keys stay as they are, `undefined` removes a key. */
export interface PresentationChange {
  readonly view?: View;
  readonly filters?: Filters;
  readonly camera?: Camera | undefined;
  readonly shortlist?: { readonly add?: readonly string[]; readonly remove?: readonly string[] };
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
    shortlist: equalJson(shortlist, state.shortlist) ? state.shortlist : shortlist,
    camera: "camera" in change ? change.camera : state.camera,
  };
  return equalJson(next, state) ? state : next;
}

/** Pure: the change from one state to another. */
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
