import { expect, test } from "vitest";
import { sectionsOf } from "../../../../client/buyer/viewing/SectionTabs.tsx";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { smallIndex, smallProject } from "../../../support/room/project.ts";

test("lists the development's sections and marks the current one", () => {
  const sections = sectionsOf(
    { view: { screen: "unit", unit: "b1-12" }, shortlist: [] },
    smallIndex,
  );
  expect(sections.map(({ name, current }) => [name, current])).toEqual([
    ["masterplan", false],
    ["around", false],
    ["buildings", true],
    ["layouts", false],
    ["inside", false],
    ["gallery", false],
  ]);
});

test("leaves out what a pack does not have, and shows a shortlist once there is one", () => {
  const bare = indexProject({
    ...smallProject,
    masterplans: [],
    layouts: [],
    gallery: [],
    orbits: [],
    panoramas: [],
  });
  const sections = sectionsOf({ view: { screen: "shortlist" }, shortlist: ["b1-1"] }, bare);
  expect(sections.map(({ name }) => name)).toEqual(["buildings", "shortlist"]);
});
