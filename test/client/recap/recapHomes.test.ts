import { expect, test } from "vitest";
import { recapGroups, type RecapGroup } from "../../../client/recap/recapHomes.ts";
import type { RecapHomes } from "../../../schema/history/recapHomes.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { smallProject } from "../../support/room/project.ts";

const index = indexProject(smallProject);
const two = index.project.units[1]?.id ?? "";

const groupsOf = (homes: readonly RecapHomes[]) => recapGroups({ homes, unitsThen: [] }, index);
const idsOf = (groups: readonly RecapGroup[]) =>
  groups.map(({ reason, homes }) => [reason, homes.map(({ unit }) => unit.id)]);

test("a recap leaves out homes that are no longer listed, and groups of only such homes", () => {
  const groups = groupsOf([
    { reason: "liked", units: ["b9-99"] },
    { reason: "seen", units: ["b9-98", two] },
  ]);
  expect(idsOf(groups)).toEqual([["seen", [two]]]);
});
