import { equalityDeep } from "lib0/function";
import { equalJson } from "../../../schema/values/equalJson.ts";
import type { Filters } from "../../../schema/presentation/filters.ts";
import type { Camera, PresentationState, View } from "../../../schema/presentation/presentation.ts";
import type { Over } from "../../stage/over.ts";
import type { StageIntent } from "../../stage/types.ts";
import { createStore, type Store } from "../../base/store.ts";

/** The part of the state that an exploring buyer chose. The rest stays the agent's. */
export interface Look {
  readonly view: View;
  readonly filters: Filters;
  readonly camera: Camera | undefined;
  /** The overlay on it. */
  readonly over?: Over | undefined;
}

/** Following shows the agent's state; exploring shows the last look of a trail that exists on this phone alone. */
export type Following =
  | { readonly kind: "following" }
  | { readonly kind: "exploring"; readonly trail: readonly [Look, ...Look[]] };

export type FollowingEvent =
  | { readonly kind: "intent"; readonly intent: StageIntent }
  | { readonly kind: "look-around" }
  /** To the agent. */
  | { readonly kind: "back" }
  /** The browser's back button: keeps the first `depth` own views; at 0 it returns to the agent. */
  | { readonly kind: "rewind"; readonly depth: number };

export const FOLLOWING: Following = { kind: "following" };

const lookOf = ({ view, filters, camera }: PresentationState): Look => ({ view, filters, camera });

/** Number of entries that the trail has in the browser's history. */
export const depthOf = (following: Following): number =>
  following.kind === "following" ? 0 : following.trail.length;

const currentLook = (following: Following, shared: PresentationState): Look =>
  (following.kind === "exploring" ? following.trail.at(-1) : undefined) ?? lookOf(shared);

/** The state that the stage draws; the same object as `shared` while following. */
export function shownState(following: Following, shared: PresentationState): PresentationState {
  if (following.kind === "following") return shared;
  const { view, filters, camera } = currentLook(following, shared);
  return { ...shared, view, filters, camera };
}

/** The overlay that this page has opened; none while following. */
export const shownOver = (following: Following): Over | undefined =>
  following.kind === "following" ? undefined : following.trail.at(-1)?.over;

const push = (following: Following, look: Look): Following => ({
  kind: "exploring",
  trail: following.kind === "following" ? [look] : [...following.trail, look],
});

function replaceLast(following: Following, look: Look): Following {
  if (following.kind === "following") return following;
  const [first, ...rest] = following.trail;
  return {
    kind: "exploring",
    trail: rest.length === 0 ? [look] : [first, ...rest.slice(0, -1), look],
  };
}

/** A second overlay replaces the first. */
const openOver = (following: Following, look: Look): Following =>
  shownOver(following) === undefined ? push(following, look) : replaceLast(following, look);

/** Closes the overlay and returns to the look before it, unless the filters changed: these stay. */
function closeOver(following: Following, shared: PresentationState): Following {
  if (following.kind === "following" || shownOver(following) === undefined) return following;
  const { over: _closed, ...look } = currentLook(following, shared);
  const before = following.trail.at(-2) ?? lookOf(shared);
  const changed = !equalJson(look.filters, before.filters);
  return changed ? replaceLast(following, look) : rewind(following, following.trail.length - 1);
}

function applyIntent(
  following: Following,
  intent: StageIntent,
  shared: PresentationState,
): Following {
  const look = currentLook(following, shared);
  switch (intent.kind) {
    case "open":
      return equalityDeep(intent.view, look.view)
        ? following
        : push(following, { view: intent.view, filters: look.filters, camera: undefined });
    case "filter": {
      const filtered = { ...look, filters: intent.filters };
      return following.kind === "following"
        ? push(following, filtered)
        : replaceLast(following, filtered);
    }
    case "over":
      return intent.over === undefined
        ? closeOver(following, shared)
        : openOver(following, { ...look, over: intent.over });
    case "rest-camera":
      // A local pinch keeps following: the stage keeps that camera to itself.
      return replaceLast(following, { ...look, camera: intent.camera });
    case "shortlist":
      // The shortlist is the agent's.
      return following;
  }
}

function rewind(following: Following, depth: number): Following {
  if (following.kind === "following" || depth >= following.trail.length) return following;
  const [first, ...rest] = following.trail;
  return depth <= 0
    ? FOLLOWING
    : { kind: "exploring", trail: [first, ...rest.slice(0, depth - 1)] };
}

/** Pure. `shared` is the agent's state at this moment; it is read and never changed. */
export function stepFollowing(
  following: Following,
  event: FollowingEvent,
  shared: PresentationState,
): Following {
  switch (event.kind) {
    case "intent":
      return applyIntent(following, event.intent, shared);
    case "look-around":
      return following.kind === "exploring" ? following : push(following, lookOf(shared));
    case "back":
      return FOLLOWING;
    case "rewind":
      return rewind(following, event.depth);
  }
}

interface FollowingState {
  readonly following: Following;
  /** Returns to the agent so far; each resets pictures and camera. */
  readonly returns: number;
}

/** Whether this page follows or explores, and its own trail. */
export interface FollowingStore extends Store<FollowingState> {
  readonly dispatch: (followingEvent: FollowingEvent) => void;
}

/** `shared` is the agent's state; before its first value nothing is dispatched. */
export function openFollowing(shared: Store<PresentationState | undefined>): FollowingStore {
  const store = createStore<FollowingState>({ following: FOLLOWING, returns: 0 });
  return {
    get: store.get,
    subscribe: store.subscribe,
    dispatch: (followingEvent) => {
      const latest = shared.get();
      if (latest === undefined) return;
      const { following, returns } = store.get();
      store.set({
        following: stepFollowing(following, followingEvent, latest),
        returns: followingEvent.kind === "back" ? returns + 1 : returns,
      });
    },
  };
}
