import { expect, test } from "vitest";
import { firstHomes, recapGroups, type RecapGroup } from "../../../client/recap/recapHomes.ts";
import type { RecapHomes } from "../../../schema/history/recapHomes.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../support/room/project.ts";

const index = indexProject(smallProject);
const [one, two, three] = index.project.units.map(({ id }) => id) as [string, string, string];

const groupsOf = (homes: readonly RecapHomes[]) => recapGroups({ homes, unitsThen: [] }, index);
const idsOf = (groups: readonly RecapGroup[]) =>
  groups.map(({ reason, homes }) => [reason, homes.map(({ unit }) => unit.id)]);

test("a recap's homes that are in the list no more are left out, and groups of them alone", () => {
  const groups = groupsOf([
    { reason: "liked", units: ["b9-99"] },
    { reason: "seen", units: ["b9-98", two] },
  ]);
  expect(idsOf(groups)).toEqual([["seen", [two]]]);
});

test("the first homes of a recap are of the first groups", () => {
  const groups = groupsOf([
    { reason: "liked", units: [three] },
    { reason: "seen", units: [one, two] },
  ]);
  const firstIds = (count: number) => idsOf(firstHomes(groups, count));
  expect(firstIds(0)).toEqual([]);
  expect(firstIds(1)).toEqual([["liked", [three]]]);
  expect(firstIds(2)).toEqual([
    ["liked", [three]],
    ["seen", [one]],
  ]);
  expect(firstHomes(groups, 9)).toEqual(groups);
});
