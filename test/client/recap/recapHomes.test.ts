import { describe, expect, test } from "vitest";
import { firstHomes, recapGroups } from "../../../client/recap/recapHomes.ts";
import type { RecapResponse } from "../../../schema/protocol/api.ts";
import type { Moment, MomentContent } from "../../../schema/history/moment.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { unitView } from "../../../schema/presentation/presentation.ts";
import { smallProject } from "../../support/room/project.ts";

const index = indexProject(smallProject);
const [one, two, three, four] = index.project.units.map(({ id }) => id) as [
  string,
  string,
  string,
  string,
];

const recapOf = (...contents: readonly MomentContent[]): RecapResponse => ({
  token: "t",
  presenter: { name: "Anna" },
  project: index.project.id,
  moments: contents.map((content, n): Moment =>
    Object.assign({ at: 1000 + n, node: "a", n }, content),
  ),
  units: [],
  unitsThen: [],
  reader: "buyer:1",
  likes: [],
  mayLike: true,
  createdAt: "2026-01-01T12:00:00.000Z",
  expiresAt: "2026-02-01T12:00:00.000Z",
});

const shown = (unit: string): MomentContent => ({ kind: "view", view: unitView(unit) });
const groupsOf = (recap: RecapResponse) =>
  recapGroups(recap, index).map(({ reason, homes }) => [reason, homes.map(({ unit }) => unit.id)]);

describe("a recap's homes", () => {
  test("come by what they meant, each once", () => {
    const recap = recapOf(
      shown(four),
      shown(two),
      { kind: "view", view: { screen: "compare", units: [two, three] } },
      { kind: "shortlist", unit: two, kept: true },
      { kind: "attention", by: "buyer:1", state: "exploring", view: unitView(one) },
    );
    expect(groupsOf({ ...recap, likes: [one] })).toEqual([
      ["liked", [one]],
      ["shortlist", [two]],
      ["compared", [three]],
      ["seen", [four]],
    ]);
  });

  test("that are in the list no more are left out", () => {
    expect(groupsOf(recapOf(shown("b9-99")))).toEqual([]);
  });
});

test("the first homes of a recap are of the first groups", () => {
  const recap = recapOf(shown(one), shown(two), shown(three));
  const groups = recapGroups({ ...recap, likes: [three] }, index);
  const idsOf = (count: number) =>
    firstHomes(groups, count).map(({ reason, homes }) => [
      reason,
      homes.map(({ unit }) => unit.id),
    ]);
  expect(idsOf(0)).toEqual([]);
  expect(idsOf(1)).toEqual([["liked", [three]]]);
  expect(idsOf(2)).toEqual([
    ["liked", [three]],
    ["seen", [one]],
  ]);
  expect(firstHomes(groups, 9)).toEqual(groups);
});
