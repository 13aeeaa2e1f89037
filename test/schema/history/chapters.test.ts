import { describe, expect, test } from "vitest";
import { chaptersOf } from "../../../schema/history/chapters.ts";
import type { Moment } from "../../../schema/history/moment.ts";
import { unitView, type View } from "../../../schema/presentation/presentation.ts";

const masterplan: View = { screen: "masterplan", masterplan: "m" };

const views = (...said: readonly (readonly [at: number, view: View])[]): readonly Moment[] =>
  said.map(([at, view], n) => ({ at, node: "one", n, kind: "view", view }));

describe("chapters", () => {
  test("each view is one, up to the next", () => {
    const moments = views([0, masterplan], [5_000, unitView("b-1")]);
    expect(chaptersOf(moments, 9_000)).toEqual([
      { from: 0, to: 5_000, view: masterplan },
      { from: 5_000, to: 9_000, view: unitView("b-1") },
    ]);
  });

  test("the tabs of a home are one", () => {
    const moments = views(
      [0, unitView("b-1")],
      [5_000, unitView("b-1", "payment")],
      [9_000, unitView("b-2")],
    );
    expect(chaptersOf(moments, 12_000).map(({ view }) => view)).toEqual([
      unitView("b-1"),
      unitView("b-2"),
    ]);
  });

  test("a view shown only in passing belongs to the previous chapter", () => {
    const moments = views([0, masterplan], [5_000, unitView("b-1")], [6_000, unitView("b-2")]);
    expect(chaptersOf(moments, 9_000)).toEqual([
      { from: 0, to: 6_000, view: masterplan },
      { from: 6_000, to: 9_000, view: unitView("b-2") },
    ]);
  });

  test("an orbit, a panorama and an embedder's page are one each", () => {
    const orbit: View = { screen: "orbit", orbit: "tower" };
    const room: View = { screen: "panorama", panorama: "living" };
    const yields: View = { screen: "custom", name: "yield", data: { years: [5, 10] } };
    const moments = views([0, orbit], [5_000, room], [9_000, yields], [14_000, masterplan]);
    expect(chaptersOf(moments, 20_000)).toEqual([
      { from: 0, to: 5_000, view: orbit },
      { from: 5_000, to: 9_000, view: room },
      { from: 9_000, to: 14_000, view: yields },
      { from: 14_000, to: 20_000, view: masterplan },
    ]);
  });

  test("an embedder's page is one for each of its data", () => {
    const yields = (data: unknown): View => ({ screen: "custom", name: "yield", data });
    const moments = views(
      [0, yields({ years: [5] })],
      [5_000, yields({ years: [5] })],
      [9_000, yields({ years: [10] })],
      [14_000, { screen: "custom", name: "map" }],
    );
    expect(chaptersOf(moments, 20_000)).toEqual([
      { from: 0, to: 9_000, view: yields({ years: [5] }) },
      { from: 9_000, to: 14_000, view: yields({ years: [10] }) },
      { from: 14_000, to: 20_000, view: { screen: "custom", name: "map" } },
    ]);
  });

  test("the end of the presentation ends the last", () => {
    const end: Moment = { at: 7_000, node: "one", n: 9, kind: "end", reason: "ended" };
    expect(chaptersOf([...views([0, masterplan]), end], 60_000)).toEqual([
      { from: 0, to: 7_000, view: masterplan },
    ]);
  });

  test("without a view there is none", () => {
    expect(chaptersOf([], 5)).toEqual([]);
  });
});
