import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  depthOf,
  FOLLOWING,
  shownOver,
  shownState,
  stepFollowing,
  type Following,
  type FollowingEvent,
} from "../../../../client/buyer/viewing/following.ts";
import type { Over } from "../../../../client/stage/over.ts";
import type { StageIntent } from "../../../../client/stage/types.ts";
import {
  initialState,
  type PresentationState,
  type View,
} from "../../../../schema/presentation/presentation.ts";
import { anyCamera, anyFilters, anyView } from "../../../support/room/stateArbitraries.ts";

function freezeDeep<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) freezeDeep(part);
    Object.freeze(value);
  }
  return value;
}

const anyIntent: fc.Arbitrary<StageIntent> = fc.oneof(
  anyView.map((view) => ({ kind: "open" as const, view })),
  anyFilters.map((filters) => ({ kind: "filter" as const, filters })),
  fc.record({
    kind: fc.constant("shortlist" as const),
    unit: fc.constant("b1-1"),
    listed: fc.boolean(),
  }),
  fc
    .option(anyCamera, { nil: undefined })
    .map((camera) => ({ kind: "rest-camera" as const, camera })),
);
const anyOver: fc.Arbitrary<StageIntent> = fc
  .constantFrom<Over | undefined>({ kind: "home", unit: "b1-1" }, { kind: "filters" }, undefined)
  .map((over) => ({ kind: "over", over }));
const anyEvent: fc.Arbitrary<FollowingEvent> = fc.oneof(
  { weight: 2, arbitrary: anyOver.map((intent) => ({ kind: "intent" as const, intent })) },
  { weight: 6, arbitrary: anyIntent.map((intent) => ({ kind: "intent" as const, intent })) },
  { weight: 1, arbitrary: fc.constant<FollowingEvent>({ kind: "look-around" }) },
  { weight: 1, arbitrary: fc.constant<FollowingEvent>({ kind: "back" }) },
  { weight: 2, arbitrary: fc.nat(4).map((depth) => ({ kind: "rewind" as const, depth })) },
);
const anyState: fc.Arbitrary<PresentationState> = fc.record({
  meta: fc.constant(initialState("small", { screen: "layouts" }).meta),
  view: anyView,
  filters: anyFilters,
  shortlist: fc.uniqueArray(fc.constantFrom("b1-1", "b1-2")),
  camera: fc.option(anyCamera, { nil: undefined }),
});
/** Events on one phone: the buyer's actions and the agent's changes. */
const anyStory = fc.array(fc.tuple(anyEvent, anyState), { maxLength: 30 });

const play = (story: readonly (readonly [FollowingEvent, PresentationState])[]): Following =>
  story.reduce<Following>(
    (following, [happening, shared]) => stepFollowing(following, happening, freezeDeep(shared)),
    FOLLOWING,
  );

const shared = initialState("small", { screen: "building", building: "b1" });
const open = (unit: string): FollowingEvent => ({
  kind: "intent",
  intent: { kind: "open", view: { screen: "unit", unit } },
});

describe("always", () => {
  test("nothing a buyer does changes the agent's state, which may be frozen", () => {
    fc.assert(
      fc.property(anyStory, anyState, (story, latest) => {
        const copy = structuredClone(latest);
        const following = play(story);
        shownState(following, freezeDeep(latest));
        expect(latest).toEqual(copy);
      }),
    );
  });

  test("returning shows the agent's own state, whatever was explored", () => {
    fc.assert(
      fc.property(anyStory, anyState, (story, latest) => {
        const back = stepFollowing(play(story), { kind: "back" }, latest);
        expect(shownState(back, latest)).toBe(latest);
      }),
    );
  });

  test("the shortlist and the project stay the agent's", () => {
    fc.assert(
      fc.property(anyStory, anyState, (story, latest) => {
        const shown = shownState(play(story), latest);
        expect(shown.shortlist).toBe(latest.shortlist);
        expect(shown.meta).toBe(latest.meta);
      }),
    );
  });

  test("an explored view stays while the agent changes theirs", () => {
    fc.assert(
      fc.property(anyStory, anyState, anyState, (story, before, after) => {
        const following = play(story);
        fc.pre(following.kind === "exploring");
        const look = ({ view, filters, camera }: PresentationState) => ({ view, filters, camera });
        expect(look(shownState(following, after))).toEqual(look(shownState(following, before)));
      }),
    );
  });

  test("going back never adds a view and ends at the agent's", () => {
    fc.assert(
      fc.property(anyStory, fc.integer({ min: -1, max: 8 }), (story, depth) => {
        const following = play(story);
        const rewound = stepFollowing(following, { kind: "rewind", depth }, shared);
        expect(depthOf(rewound)).toBe(Math.min(depthOf(following), Math.max(depth, 0)));
      }),
    );
  });
});

describe("following", () => {
  test("opening something else explores it, from the agent's filters", () => {
    const filtered = { ...shared, filters: { bedrooms: [2] } };
    const exploring = stepFollowing(FOLLOWING, open("b1-12"), filtered);
    expect(shownState(exploring, filtered)).toMatchObject({
      view: { screen: "unit", unit: "b1-12" },
      filters: { bedrooms: [2] },
    });
  });

  test("opening the shown view keeps following", () => {
    const same: FollowingEvent = {
      kind: "intent",
      intent: { kind: "open", view: { building: "b1", screen: "building" } },
    };
    expect(stepFollowing(FOLLOWING, same, shared)).toBe(FOLLOWING);
  });

  test("opening the shown view of a page of the developer's own keeps following, in any order of its data", () => {
    const view = { screen: "custom", name: "solar", data: { sun: { day: 3, hour: 9 } } } as const;
    const data = { sun: { hour: 9, day: 3 } };
    const open = (sameOrNot: object): FollowingEvent => ({
      kind: "intent",
      intent: { kind: "open", view: { ...view, data: sameOrNot } as View },
    });
    const custom = { ...shared, view: view as View };
    expect(stepFollowing(FOLLOWING, open(data), custom)).toBe(FOLLOWING);
    expect(stepFollowing(FOLLOWING, open({ sun: { day: 4, hour: 9 } }), custom)).not.toBe(
      FOLLOWING,
    );
  });

  test("a local pinch keeps following", () => {
    const camera = { target: "masterplan:site", x: 0.5, y: 0.5, zoom: 3 };
    const pinch: FollowingEvent = { kind: "intent", intent: { kind: "rest-camera", camera } };
    expect(stepFollowing(FOLLOWING, pinch, shared)).toBe(FOLLOWING);
  });

  test("exploring starts at the agent's view", () => {
    const exploring = stepFollowing(FOLLOWING, { kind: "look-around" }, shared);
    expect(exploring.kind).toBe("exploring");
    expect(shownState(exploring, shared)).toEqual(shared);
  });
});

describe("trap 60: a sheet that a phone opens over the view", () => {
  const over = (opened: Over | undefined): FollowingEvent => ({
    kind: "intent",
    intent: { kind: "over", over: opened },
  });
  const sheet = (unit: string) => over({ kind: "home", unit });
  const after = (...events: readonly FollowingEvent[]) =>
    events.reduce<Following>(
      (following, step) => stepFollowing(following, step, shared),
      FOLLOWING,
    );

  test("counts as exploring, over the agent's view", () => {
    const opened = after(sheet("b1-1"));
    expect(opened.kind).toBe("exploring");
    expect(shownOver(opened)).toEqual({ kind: "home", unit: "b1-1" });
    expect(shownState(opened, shared)).toEqual(shared);
  });

  test("is closed by returning, with the pill or the phone's back action", () => {
    const opened = after(sheet("b1-1"));
    expect(stepFollowing(opened, { kind: "back" }, shared)).toBe(FOLLOWING);
    expect(stepFollowing(opened, { kind: "rewind", depth: 0 }, shared)).toBe(FOLLOWING);
    expect(shownOver(FOLLOWING)).toBeUndefined();
  });

  test("when closed leaves the phone at its earlier view", () => {
    expect(after(sheet("b1-1"), over(undefined))).toBe(FOLLOWING);
    const before = after(open("b1-2"));
    const closed = [sheet("b1-1"), over(undefined)].reduce<Following>(
      (following, step) => stepFollowing(following, step, shared),
      before,
    );
    expect(closed).toEqual(before);
    expect(after(over(undefined))).toBe(FOLLOWING);
  });

  test("is replaced by a second sheet", () => {
    const opened = after(sheet("b1-1"), sheet("b1-2"));
    expect(depthOf(opened)).toBe(1);
    expect(shownOver(opened)).toEqual({ kind: "home", unit: "b1-2" });
  });

  test("is left out of a view opened from it", () => {
    const opened = after(sheet("b1-1"), open("b1-1"));
    expect(shownOver(opened)).toBeUndefined();
    expect(depthOf(opened)).toBe(2);
  });

  test("keeps filters changed under it when it is closed", () => {
    const filters = { bedrooms: [1] };
    const chosen = after(over({ kind: "filters" }), {
      kind: "intent",
      intent: { kind: "filter", filters },
    });
    expect(shownOver(chosen)).toEqual({ kind: "filters" });
    const closed = stepFollowing(chosen, over(undefined), shared);
    expect(shownOver(closed)).toBeUndefined();
    expect(shownState(closed, shared).filters).toEqual(filters);
  });
});

describe("exploring", () => {
  const twice = [open("b1-1"), open("b1-2")].reduce<Following>(
    (following, step) => stepFollowing(following, step, shared),
    FOLLOWING,
  );

  test("the phone's back action goes through the explored views, then returns to the agent", () => {
    expect(depthOf(twice)).toBe(2);
    const once = stepFollowing(twice, { kind: "rewind", depth: 1 }, shared);
    expect(shownState(once, shared).view).toEqual({ screen: "unit", unit: "b1-1" });
    expect(stepFollowing(once, { kind: "rewind", depth: 0 }, shared)).toBe(FOLLOWING);
  });

  test("filters change the current explored view and add none", () => {
    const filters = { bedrooms: [1] };
    const filtered = stepFollowing(
      twice,
      { kind: "intent", intent: { kind: "filter", filters } },
      shared,
    );
    expect(depthOf(filtered)).toBe(2);
    expect(shownState(filtered, shared).filters).toEqual(filters);
  });

  test("a camera belongs to its explored view: opening another starts without one", () => {
    const camera = { target: "layout:1a", x: 0.5, y: 0.5, zoom: 2 };
    const rested = stepFollowing(
      twice,
      { kind: "intent", intent: { kind: "rest-camera", camera } },
      shared,
    );
    expect(shownState(rested, shared).camera).toEqual(camera);
    expect(shownState(stepFollowing(rested, open("b1-11"), shared), shared).camera).toBeUndefined();
  });
});
