import { expect, test } from "vitest";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { recapHomes } from "../../../schema/history/recapHomes.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";

const history = (...contents: readonly MomentContent[]) =>
  contents.map((content, n): Moment => Object.assign({ at: 1000 + n, node: "a", n }, content));
const shown = (unit: string): MomentContent => ({ kind: "view", view: unitView(unit) });

test("a recap's homes are grouped by reason, each once", () => {
  const moments = history(
    shown("b-4"),
    shown("b-2"),
    { kind: "view", view: { screen: "compare", units: ["b-2", "b-3"] } },
    { kind: "shortlist", unit: "b-2", kept: true },
    { kind: "attention", by: "buyer:1", state: "exploring", view: unitView("b-1") },
    shown("b-5"),
  );
  expect(recapHomes("small", moments, ["b-1"])).toEqual([
    { reason: "liked", units: ["b-1"] },
    { reason: "shortlist", units: ["b-2"] },
    { reason: "compared", units: ["b-3"] },
    { reason: "seen", units: ["b-4", "b-5"] },
  ]);
});

test("a home removed from the shortlist counts at most as seen, and reasons without homes are absent", () => {
  const kept = (isKept: boolean): MomentContent => ({
    kind: "shortlist",
    unit: "b-2",
    kept: isKept,
  });
  expect(recapHomes("small", history(shown("b-1"), kept(true), kept(false)), [])).toEqual([
    { reason: "seen", units: ["b-1"] },
  ]);
  expect(recapHomes("small", [], [])).toEqual([]);
});
