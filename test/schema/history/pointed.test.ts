import fc from "fast-check";
import { expect, test } from "vitest";
import type { Moment } from "../../../schema/history/moment.ts";
import { indexPointed } from "../../../schema/history/pointed.ts";
import { anyHistory } from "../../support/room/anyMoments.ts";

let n = 0;
const pointed = (from: number, to: number, anchor: string, by = "agent"): Moment => ({
  at: to,
  node: "one",
  n: n++,
  kind: "pointed",
  anchor,
  ms: to - from,
  by,
});

test("a thing is pointed at from the pointer's arrival to its departure", () => {
  const at = indexPointed([pointed(1_000, 3_000, "unit:b-1"), pointed(3_000, 4_000, "unit:b-2")]);
  const anchorsAt = (time: number) => at(time).map(({ anchor }) => anchor);
  expect([999, 1_000, 2_999, 3_000, 4_000].map(anchorsAt)).toEqual([
    [],
    ["unit:b-1"],
    ["unit:b-1"],
    ["unit:b-2"],
    [],
  ]);
});

test("two presenters point at one thing each, ordered latest first", () => {
  const at = indexPointed([
    pointed(2_000, 4_000, "unit:b-2", "colleague"),
    pointed(1_000, 5_000, "unit:b-1"),
  ]);
  expect(at(3_000)).toEqual([
    { by: "colleague", anchor: "unit:b-2" },
    { by: "agent", anchor: "unit:b-1" },
  ]);
  expect(at(4_500)).toEqual([{ by: "agent", anchor: "unit:b-1" }]);
  expect(at(4_100)).toBe(at(4_900));
});

test("the things pointed at equal those found by reading all moments", () => {
  fc.assert(
    fc.property(anyHistory(), fc.nat(60 * 60_000), (moments, offset) => {
      const time = 1_000_000_000_000 + offset;
      const spanning = moments.filter(
        (moment) => moment.kind === "pointed" && moment.at - moment.ms <= time && time < moment.at,
      );
      const anchors = spanning.map((moment) => (moment.kind === "pointed" ? moment.anchor : ""));
      const said = indexPointed(moments)(time).map(({ anchor }) => anchor);
      // Of several tabs of one presenter the latest counts, and none after it has left.
      expect(said.length).toBeLessThanOrEqual(1);
      expect(spanning.length === 1 ? [[], anchors] : [said]).toContainEqual(said);
      for (const anchor of said) expect(anchors).toContain(anchor);
    }),
  );
});
