import { describe, expect, test } from "vitest";
import { followPointedTab, shownTab, tabsOf } from "../../../../client/stage/home/tabs.ts";
import type { Pointing } from "../../../../client/stage/pointing.ts";
import { createStore } from "../../../../client/base/store.ts";
import { unitView, type HomeTab } from "../../../../schema/presentation/presentation.ts";
import { smallProject } from "../../../support/room/project.ts";
import { createFakeTiming } from "../../ui/fakeTiming.ts";

describe("the parts of a home", () => {
  test("are those for which the project has content", () => {
    expect(tabsOf(smallProject)).toEqual(["plan", "views"]);
    const payment = { steps: [{ name: { en: "Now" }, percent: 100 }] };
    expect(tabsOf({ ...smallProject, gallery: [], payment, location: { en: "Here" } })).toEqual([
      "plan",
      "payment",
      "location",
    ]);
  });

  test("trap 60: a view of a part that the project does not have shows the plan", () => {
    expect(shownTab(unitView("b1-1", "payment"), smallProject)).toBe("plan");
    expect(shownTab(unitView("b1-1", "views"), smallProject)).toBe("views");
    expect(shownTab(unitView("b1-1"), smallProject)).toBe("plan");
  });
});

describe("the part that the agent points at", () => {
  function follow(first: Pointing = {}) {
    const source = createStore<Pointing>(first);
    const timing = createFakeTiming();
    const shown: (HomeTab | undefined)[] = [];
    const followed = followPointedTab(source, timing, (tab) => shown.push(tab));
    const point = (anchor: string) => source.set({ pointer: { anchor, x: 0.5, y: 0.5 } });
    return { source, timing, shown, point, ...followed };
  }

  test.each([
    ["payment:1", "payment"],
    ["image:lobby", "views"],
    ["layout:1a", "plan"],
    ["masterplan:site", "location"],
  ])("%s shows %s", (anchor, tab) => {
    const { timing, shown, point } = follow();
    point(anchor);
    timing.advance(300);
    expect(shown).toEqual([tab]);
  });

  test("a pointer that only passes over it does not change the part", () => {
    const { timing, shown, point } = follow();
    point("payment:1");
    timing.advance(100);
    point("unit:b1-1");
    timing.advance(5000);
    expect(shown.filter((tab) => tab !== undefined)).toEqual([]);
  });

  test("it stays for a moment after the pointer has left, and from step to step", () => {
    const { source, timing, shown, point } = follow();
    point("payment:0");
    timing.advance(300);
    source.set({});
    timing.advance(200);
    point("payment:1");
    timing.advance(5000);
    expect(shown).toEqual(["payment"]);
    source.set({});
    timing.advance(5000);
    expect(shown).toEqual(["payment", undefined]);
  });

  test("a pointer set before this page opened counts", () => {
    const { timing, shown } = follow({ highlight: { anchor: "payment:1" } });
    timing.advance(300);
    expect(shown).toEqual(["payment"]);
  });

  test("a part that is opened meanwhile takes precedence over a resting pointer", () => {
    const { timing, shown, point, reset } = follow();
    point("layout:1a");
    timing.advance(100);
    reset();
    point("layout:1a");
    timing.advance(5000);
    expect(shown).toEqual([]);
    point("payment:1");
    timing.advance(300);
    reset();
    expect(shown).toEqual(["payment", undefined]);
  });
});
