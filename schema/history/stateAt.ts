import { initialState, type PresentationState } from "../presentation/presentation.ts";
import { lastIndexAt } from "./byTime.ts";
import type { Moment } from "./moment.ts";

/**
 * The presentation's state at a time, in ms since 1970, moments at that time included. `moments` are in the order of
 * `compareMoments`. `undefined` before the first view.
 */
export function stateAt(
  project: string,
  moments: readonly Moment[],
  at: number,
): PresentationState | undefined {
  let state: PresentationState | undefined;
  for (const moment of moments) {
    if (moment.at > at) break;
    state = applyMoment(project, state, moment);
  }
  return state;
}

/**
 * `stateAt` for many times: reads the moments once, then answers each time by a binary search. The same object for all
 * times between two changes.
 */
export function indexStates(
  project: string,
  moments: readonly Moment[],
): (at: number) => PresentationState | undefined {
  const states: { readonly at: number; readonly state: PresentationState }[] = [];
  let state: PresentationState | undefined;
  for (const moment of moments) {
    const next = applyMoment(project, state, moment);
    if (next !== undefined && next !== state) states.push({ at: moment.at, state: next });
    state = next;
  }
  return (at) => states[lastIndexAt(states, at)]?.state;
}

/** The state after one more moment; the same object when the moment does not change it. */
function applyMoment(
  project: string,
  state: PresentationState | undefined,
  moment: Moment,
): PresentationState | undefined {
  if (moment.kind === "view") {
    return state === undefined
      ? initialState(project, moment.view)
      : { ...state, view: moment.view };
  }
  if (state === undefined) return undefined;
  switch (moment.kind) {
    case "filters":
      return { ...state, filters: moment.filters };
    case "camera":
      return { ...state, camera: moment.camera };
    case "shortlist": {
      const others = state.shortlist.filter((unit) => unit !== moment.unit);
      const shortlist = moment.kept ? [...others, moment.unit].toSorted() : others;
      return { ...state, shortlist };
    }
    default:
      return state;
  }
}
