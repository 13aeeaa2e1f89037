import { describe, expect, test } from "vitest";
import { indexFollowers } from "../../../schema/history/followers.ts";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";

const history = (...said: readonly (readonly [at: number, content: MomentContent])[]) =>
  said.map(([at, content], n): Moment => Object.assign({ at, node: "one", n }, content));
const joins = (by: string, name?: string) =>
  ({ kind: "joined", role: "buyer", by, ...(name !== undefined && { name }) }) as const;

describe("the buyers present at a time", () => {
  const at = indexFollowers(
    history(
      [10, { kind: "joined", role: "agent", by: "sara", name: "Sara" }],
      [20, joins("olga", "Olga")],
      [30, { kind: "attention", by: "olga", state: "exploring", view: unitView("b-1") }],
      [40, joins("guest", "")],
      [50, joins("quiet")],
      [60, { kind: "attention", by: "olga", state: "hidden" }],
      [70, { kind: "left", by: "olga" }],
      [80, joins("olga", "Olga")],
      [90, { kind: "end", reason: "ended" }],
    ),
  );
  const said = (time: number) =>
    at(time).map(({ subject, name, attention }) => [subject, name, attention?.state]);

  test("follow from joining, then explore and hide as recorded, until they left or it ended", () => {
    expect(said(19)).toEqual([]);
    expect(said(20)).toEqual([["olga", "Olga", "following"]]);
    expect(at(30)[0]?.attention).toEqual({ state: "exploring", view: unitView("b-1") });
    expect(said(65)[0]).toEqual(["olga", "Olga", "hidden"]);
    expect(said(70).map(([subject]) => subject)).toEqual(["guest", "quiet"]);
    // A returning page has not reported yet: its last attention holds, as in the counted times.
    expect(said(80).at(-1)).toEqual(["olga", "Olga", "hidden"]);
    expect(said(90)).toEqual([]);
  });

  test("have no name as guests, and if not recorded no attention either", () => {
    expect(said(50).slice(1)).toEqual([
      ["guest", undefined, "following"],
      ["quiet", undefined, undefined],
    ]);
  });

  test("are the same array between two changes", () => {
    expect(at(52)).toBe(at(58));
  });
});
