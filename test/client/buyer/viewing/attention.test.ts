import { describe, expect, test } from "vitest";
import {
  ATTENTION_PERIOD_MS,
  attentionOf,
  openAttentionReport,
} from "../../../../client/buyer/viewing/attention.ts";
import {
  FOLLOWING,
  type Following,
  type Look,
} from "../../../../client/buyer/viewing/following.ts";
import type { Attention } from "../../../../schema/presentation/awareness.ts";
import { createFakeClock } from "../../session/fakes.ts";

const explore = (unit: string): Attention => ({
  state: "exploring",
  view: { screen: "unit", unit },
});

function openReport() {
  const clock = createFakeClock();
  const said: Attention[] = [];
  const report = openAttentionReport((attention) => said.push(attention), clock);
  return { clock, said, report };
}

const SEEN = { isHidden: false, isCovered: false };

describe("the reported attention", () => {
  const exploring: Following = {
    kind: "exploring",
    trail: [
      { view: { screen: "layouts" }, filters: { bedrooms: [2] }, camera: undefined },
      { view: { screen: "unit", unit: "b1-1" }, filters: {}, camera: undefined },
    ],
  };

  test("is the last explored view, without filters or cameras", () => {
    expect(attentionOf(exploring, SEEN)).toEqual(explore("b1-1"));
  });

  test("trap 60: is the home whose sheet is open over the view", () => {
    const look: Look = {
      view: { screen: "floor", building: "b1", floor: 1 },
      filters: {},
      camera: undefined,
      over: { kind: "home", unit: "b1-1" },
    };
    expect(attentionOf({ kind: "exploring", trail: [look] }, SEEN)).toEqual(explore("b1-1"));
  });

  test("trap 60: is exploring while the buyer's own menu covers the agent's view", () => {
    const covered = { isHidden: false, isCovered: true };
    expect(attentionOf(FOLLOWING, covered)).toEqual({ state: "exploring" });
    expect(attentionOf(exploring, covered)).toEqual(explore("b1-1"));
  });

  test("is nothing but following or hidden otherwise", () => {
    expect(attentionOf(FOLLOWING, SEEN)).toEqual({ state: "following" });
    expect(attentionOf(exploring, { isHidden: true, isCovered: true })).toEqual({
      state: "hidden",
    });
  });
});

describe("the report", () => {
  test("sends the first at once and of a burst only the last, a period later", () => {
    const { clock, said, report } = openReport();
    report.say({ state: "following" });
    for (const unit of ["b1-1", "b1-2", "b1-11"]) report.say(explore(unit));
    expect(said).toEqual([{ state: "following" }]);
    clock.advance(ATTENTION_PERIOD_MS - 1);
    expect(said).toHaveLength(1);
    clock.advance(1);
    expect(said).toEqual([{ state: "following" }, explore("b1-11")]);
  });

  test("sends the same state once", () => {
    const { clock, said, report } = openReport();
    report.say(explore("b1-1"));
    clock.advance(ATTENTION_PERIOD_MS);
    report.say(explore("b1-1"));
    clock.advance(ATTENTION_PERIOD_MS);
    expect(said).toHaveLength(1);
  });

  test("sends that the page is hidden without waiting, and drops the waiting state", () => {
    const { clock, said, report } = openReport();
    report.say({ state: "following" });
    report.say(explore("b1-1"));
    report.say({ state: "hidden" });
    clock.advance(ATTENTION_PERIOD_MS * 2);
    expect(said).toEqual([{ state: "following" }, { state: "hidden" }]);
  });

  test("sends nothing once closed", () => {
    const { clock, said, report } = openReport();
    report.say({ state: "following" });
    report.say(explore("b1-1"));
    report.close();
    report.close();
    clock.advance(ATTENTION_PERIOD_MS * 2);
    expect(said).toHaveLength(1);
  });
});
