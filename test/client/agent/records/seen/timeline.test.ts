import { expect, test } from "vitest";
import { timelineOf } from "../../../../../client/agent/records/seen/timeline.ts";
import { chaptersOf } from "../../../../../schema/history/chapters.ts";
import type { Moment, MomentContent } from "../../../../../schema/history/moment.ts";
import { unitView } from "../../../../../schema/presentation/presentation.ts";

const historyOf = (...contents: readonly (readonly [number, MomentContent])[]): Moment[] =>
  contents.map(([second, content], n): Moment =>
    Object.assign({ at: second * 1000, node: "a", n }, content),
  );

test("a timeline has what was shown and what buyers did, in order, and nothing of presenters", () => {
  const moments = historyOf(
    [0, { kind: "joined", by: "agent:1", role: "agent", name: "Anna" }],
    [1, { kind: "view", by: "agent:1", view: unitView("b1-1") }],
    [5, { kind: "joined", by: "buyer:1", role: "buyer", name: "Olga" }],
    [9, { kind: "view", by: "agent:1", view: unitView("b1-2") }],
    [12, { kind: "heart", by: "buyer:1", unit: "b1-2", liked: true }],
    [20, { kind: "left", by: "buyer:1" }],
    [21, { kind: "left", by: "agent:1" }],
    [30, { kind: "end", reason: "ended" }],
    [90, { kind: "heart", by: "buyer:1", unit: "b1-2", liked: false }],
  );
  const entries = timelineOf(moments, chaptersOf(moments, 30_000), new Set(["buyer:1"]));
  expect(
    entries.map((entry) => [entry.at / 1000, "chapter" in entry ? "shown" : entry.did.kind]),
  ).toEqual([
    [1, "shown"],
    [5, "joined"],
    [9, "shown"],
    [12, "heart"],
    [20, "left"],
    [90, "heart"],
  ]);
});
