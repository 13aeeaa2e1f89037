import { expect, test } from "vitest";
import type { Picture, Project } from "../../../schema/catalogue/catalogue.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { locationPlan, shownPicture } from "../../../schema/presentation/shownPicture.ts";
import { smallProject } from "../../support/room/project.ts";

const pictureAt = (name: string): Picture => ({
  src: `/media/small/${name}.jpg`,
  size: [400, 300],
  kind: "photograph",
});
const outlined = smallProject.masterplans[0]?.buildings ?? [];

const project: Project = {
  ...smallProject,
  hero: pictureAt("hero"),
  masterplans: [
    { id: "bare", buildings: [] },
    { id: "region", picture: pictureAt("region"), buildings: [] },
    { id: "site", picture: pictureAt("site"), buildings: outlined },
  ],
  plans: [{ id: "typical", units: [], picture: pictureAt("typical") }],
  layouts: [
    { id: "1a", name: {}, bedrooms: 1, area: 50 },
    {
      id: "cut",
      name: {},
      bedrooms: 1,
      area: 50,
      look: { kind: "cutout", plan: "typical", position: 1 },
    },
    {
      id: "drawn",
      name: {},
      bedrooms: 1,
      area: 50,
      look: { kind: "picture", picture: pictureAt("drawn") },
    },
  ],
  gallery: ["lobby", "pool"].map((id) => ({ id, picture: pictureAt(id) })),
  units: smallProject.units.map((unit, at) =>
    Object.assign({}, unit, { layout: ["1a", "cut", "drawn", "gone"][at] }),
  ),
};
const index = indexProject(project);

test.each<[View, string | undefined]>([
  [{ screen: "masterplan", masterplan: "site" }, "site"],
  [{ screen: "masterplan", masterplan: "bare" }, "hero"],
  [{ screen: "masterplan", masterplan: "gone" }, undefined],
  [{ screen: "building", building: "b1" }, undefined],
  [{ screen: "floor", building: "b1", floor: 1 }, "typical"],
  [{ screen: "floor", building: "b1", floor: 9 }, undefined],
  [{ screen: "layouts" }, undefined],
  [{ screen: "layout", layout: "cut" }, "typical"],
  [{ screen: "layout", layout: "drawn" }, "drawn"],
  [{ screen: "layout", layout: "1a" }, undefined],
  [{ screen: "unit", unit: "b1-1" }, undefined],
  [{ screen: "unit", unit: "b1-2" }, "typical"],
  [{ screen: "unit", unit: "b1-2", tab: "views" }, "lobby"],
  [{ screen: "unit", unit: "b1-2", tab: "location" }, "site"],
  [{ screen: "unit", unit: "b1-2", tab: "payment" }, undefined],
  [{ screen: "unit", unit: "b1-12" }, undefined],
  [{ screen: "unit", unit: "gone", tab: "views" }, undefined],
  [{ screen: "gallery", image: "pool" }, "pool"],
  [{ screen: "compare", units: ["b1-1", "b1-11"] }, "drawn"],
  [{ screen: "shortlist" }, undefined],
])("%j begins with the picture %s", (view, name) => {
  expect(shownPicture(view, index)).toEqual(name === undefined ? undefined : pictureAt(name));
});

test("a home whose building has no outline on a masterplan is shown on the first one with a picture", () => {
  expect(locationPlan({ building: "b2" }, index)?.id).toBe("region");
});
