import { describe, expect, test } from "vitest";
import { dwellOf, PAUSE_MS } from "../../../schema/history/dwell.ts";
import { compareMoments, type Moment, type MomentContent } from "../../../schema/history/moment.ts";
import { unitView, type View } from "../../../schema/presentation/presentation.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Moments at minutes from the start. */
type Said = readonly (readonly [minutes: number, content: MomentContent])[];

/** A history in the order of time. */
function history(...said: Said) {
  return said
    .map(([minutes, content], n): Moment =>
      Object.assign({ at: minutes * MINUTE, node: "one", n }, content),
    )
    .toSorted(compareMoments);
}

const agentJoins = { kind: "joined", role: "agent", name: "Sara", by: "agent" } as const;
const joins = (by: string) => ({ kind: "joined", role: "buyer", name: by, by }) as const;
const leaves = (by: string) => ({ kind: "left", by }) as const;
const shows = (unit: string) => ({ kind: "view", view: unitView(unit), by: "agent" }) as const;
const masterplan = {
  kind: "view",
  view: { screen: "masterplan", masterplan: "m" },
  by: "agent",
} as const;
const attends = (by: string, state: "following" | "exploring" | "hidden", unit?: string) =>
  ({
    kind: "attention",
    by,
    state,
    ...(unit === undefined ? {} : { view: unitView(unit) }),
  }) as const;
const ends = { kind: "end", reason: "ended" } as const;

/** Minutes of each home: shown, and for each buyer watched and explored alone. */
function minutesOf(moments: readonly Moment[], until = 100) {
  return Object.fromEntries(
    dwellOf(moments, until * MINUTE).map(({ unit, shownMs, buyers }) => [
      unit,
      {
        shown: shownMs / MINUTE,
        ...Object.fromEntries(
          [...buyers].map(([buyer, { watchedMs, aloneMs }]) => [
            buyer,
            [watchedMs / MINUTE, aloneMs / MINUTE],
          ]),
        ),
      },
    ]),
  );
}

describe("the time at a home", () => {
  test("a following buyer has watched as long as it was shown", () => {
    const moments = history(
      [0, agentJoins],
      [0, joins("olga")],
      [1, shows("b-1")],
      [4, masterplan],
      [9, ends],
    );
    expect(minutesOf(moments)).toEqual({ "b-1": { shown: 3, olga: [3, 0] } });
  });

  const colleague = { kind: "joined", role: "agent", name: "Omar", by: "colleague" } as const;
  const pause = (minutes: number): Said => [
    [0, joins("olga")],
    [0, shows("b-1")],
    [2, { kind: "paused", by: "agent" }],
    [2 + minutes, { kind: "resumed", by: "agent" }],
    [4 + minutes, ends],
  ];

  /** Moments by minute, and the expected minutes: shown; by buyer, watched and alone. */
  test.each<[string, Said, Readonly<Record<string, object>>]>([
    [
      "hidden tab: it watches nothing",
      [
        [0, joins("olga")],
        [1, shows("b-1")],
        [2, attends("olga", "hidden")],
        [5, attends("olga", "following")],
        [6, ends],
      ],
      { "b-1": { shown: 5, olga: [2, 0] } },
    ],
    [
      "sleep: a phone watches until its connection is given up, and again when it is back",
      [
        [0, joins("olga")],
        [1, shows("b-1")],
        [2, leaves("olga")],
        [7, joins("olga")],
        [8, ends],
      ],
      { "b-1": { shown: 7, olga: [2, 0] } },
    ],
    [
      "two tabs of one buyer: they count once",
      [
        [0, joins("olga")],
        [1, shows("b-1")],
        [2, joins("olga")],
        [3, ends],
      ],
      { "b-1": { shown: 2, olga: [2, 0] } },
    ],
    [
      "looking around: alone with what is looked at, not with what is shown",
      [
        [0, joins("olga")],
        [0, joins("ivan")],
        [1, shows("b-1")],
        [2, attends("olga", "exploring", "b-2")],
        [5, attends("olga", "following")],
        [6, ends],
      ],
      { "b-1": { shown: 5, olga: [2, 0], ivan: [5, 0] }, "b-2": { shown: 0, olga: [0, 3] } },
    ],
    [
      "reconnect: the buyer goes on with what they did",
      [
        [0, joins("olga")],
        [0, shows("b-1")],
        [1, attends("olga", "exploring", "b-2")],
        [2, leaves("olga")],
        [3, joins("olga")],
        [4, ends],
      ],
      { "b-1": { shown: 4, olga: [1, 0] }, "b-2": { shown: 0, olga: [0, 2] } },
    ],
    [
      "take-over: a presenter's second tab changes nothing",
      [
        [0, agentJoins],
        [0, joins("olga")],
        [0, shows("b-1")],
        [1, agentJoins],
        [2, ends],
      ],
      { "b-1": { shown: 2, olga: [2, 0] } },
    ],
    ["pause: a short one counts", pause(PAUSE_MS / MINUTE), { "b-1": { shown: 6, olga: [6, 0] } }],
    [
      "pause: a longer one does not",
      pause(PAUSE_MS / MINUTE + 1),
      { "b-1": { shown: 4, olga: [4, 0] } },
    ],
    [
      "expiry in the middle: it is the end, and what is written later counts for nothing",
      [
        [0, joins("olga")],
        [0, shows("b-1")],
        [3, { kind: "end", reason: "expired" }],
        [5, leaves("olga")],
        [6, shows("b-2")],
      ],
      { "b-1": { shown: 3, olga: [3, 0] } },
    ],
    [
      "clock behind: a process takes no time away",
      [
        [0, joins("olga")],
        [2, shows("b-1")],
        [1, attends("olga", "hidden")],
        [3, ends],
      ],
      { "b-1": { shown: 1 } },
    ],
    [
      "colleague drives: a home is shown by whoever presents",
      [
        [0, agentJoins],
        [0, joins("olga")],
        [1, colleague],
        [1, { kind: "presenter", name: "Omar", by: "colleague" }],
        [1, { ...shows("b-1"), by: "colleague" }],
        [3, ends],
      ],
      { "b-1": { shown: 2, olga: [2, 0] } },
    ],
    [
      "polling buyer: there from the first poll to the last that was awaited",
      [
        [0, shows("b-1")],
        [1, joins("olga")],
        [2, attends("olga", "following")],
        [4, leaves("olga")],
        [5, ends],
      ],
      { "b-1": { shown: 5, olga: [3, 0] } },
    ],
    [
      "end without agent: who left for good shows nothing until the end",
      [
        [0, agentJoins],
        [0, joins("olga")],
        [0, shows("b-1")],
        [2, { kind: "left", by: "agent" }],
        [2, { kind: "away" }],
        [17, { kind: "end", reason: "away" }],
      ],
      { "b-1": { shown: 2, olga: [2, 0] } },
    ],
  ])("%s", (_case, said, counted) => {
    expect(minutesOf(history(...said))).toEqual(counted);
  });

  test("a brief absence of the agent does not interrupt the time shown", () => {
    const moments = history(
      [0, agentJoins],
      [0, shows("b-1")],
      [2, { kind: "away" }],
      [3, agentJoins],
      [4, ends],
    );
    expect(minutesOf(moments)).toEqual({ "b-1": { shown: 4 } });
  });

  test("compared homes are all shown", () => {
    const moments = history(
      [0, joins("olga")],
      [0, { kind: "view", view: { screen: "compare", units: ["b-1", "b-2"] } } as const],
      [2, ends],
    );
    expect(minutesOf(moments)).toEqual({
      "b-1": { shown: 2, olga: [2, 0] },
      "b-2": { shown: 2, olga: [2, 0] },
    });
  });

  test.each<View>([
    { screen: "orbit", orbit: "tower" },
    { screen: "panorama", panorama: "living" },
    { screen: "custom", name: "yield", data: { unit: "b-1" } },
  ])("at a $screen no home is shown, watched or explored alone", (view) => {
    const moments = history(
      [0, joins("olga")],
      [0, joins("ivan")],
      [0, shows("b-1")],
      [2, { kind: "view", view, by: "agent" }],
      [3, attends("olga", "exploring", "b-2")],
      [4, { kind: "attention", by: "olga", state: "exploring", view }],
      [7, attends("olga", "exploring", "b-2")],
      [8, shows("b-1")],
      [9, ends],
    );
    expect(minutesOf(moments)).toEqual({
      "b-1": { shown: 3, olga: [2, 0], ivan: [3, 0] },
      "b-2": { shown: 0, olga: [0, 3] },
    });
    const home = dwellOf(moments, 0).find(({ unit }) => unit === "b-2");
    expect(home?.buyers.get("olga")?.cameBack).toBe(1);
  });

  test("after the end only hearts are counted, as the recap's reader sets them", () => {
    const heart = (unit: string, liked: boolean) =>
      ({ kind: "heart", by: "olga", unit, liked }) as const;
    const moments = history(
      [0, joins("olga")],
      [0, shows("b-1")],
      [1, heart("b-1", true)],
      [2, ends],
      [3, shows("b-3")],
      [4, heart("b-1", false)],
      [5, heart("b-2", true)],
    );
    expect(minutesOf(moments)).toEqual({
      "b-1": { shown: 2, olga: [2, 0] },
      "b-2": { shown: 0, olga: [0, 0] },
    });
    const liked = dwellOf(moments, 0).map(({ buyers }) => buyers.get("olga")?.liked);
    expect(liked).toEqual([false, true]);
  });

  test("a live presentation counts up to now", () => {
    expect(minutesOf(history([0, shows("b-1")]), 7)).toEqual({ "b-1": { shown: 7 } });
  });

  test("returns are counted from the second visit on, and another tab of the home is not a visit", () => {
    const views = { kind: "attention", by: "olga", state: "exploring" } as const;
    const moments = history(
      [0, joins("olga")],
      [1, attends("olga", "exploring", "b-2")],
      [2, { ...views, view: unitView("b-2", "payment") }],
      [3, attends("olga", "following")],
      [4, attends("olga", "exploring", "b-2")],
      [5, attends("olga", "exploring", "b-3")],
      [6, attends("olga", "exploring", "b-2")],
      [7, { kind: "heart", by: "olga", unit: "b-2", liked: true }],
      [8, ends],
    );
    const home = dwellOf(moments, 0).find(({ unit }) => unit === "b-2");
    expect(home?.buyers.get("olga")).toEqual({
      watchedMs: 0,
      aloneMs: 5 * MINUTE,
      cameBack: 2,
      liked: true,
    });
  });
});
