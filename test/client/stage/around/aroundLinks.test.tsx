import { expect, test } from "vitest";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { renderStage } from "../../../support/browser/renderStage.tsx";
import { smallProject } from "../../../support/room/project.ts";
import { orbitAfter } from "../../../../client/stage/around/orbit/useOrbitAhead.ts";
import { aroundOf } from "../../../../client/stage/around/AroundLinks.tsx";

const INSIDE = "From inside";
const OUTSIDE = "From all sides";

const index = indexProject({
  ...smallProject,
  units: smallProject.units.map((unit) => (unit.id === "b1-2" ? { ...unit, layout: "1a" } : unit)),
  panoramas: [{ id: "living", layout: "1a", src: "/l.jpg", size: [4096, 2048], hotspots: [] }],
});
const { orbits: _orbits, panoramas: _panoramas, ...flat } = smallProject;
const without = indexProject(flat);

const cases: readonly (readonly [View, readonly string[]])[] = [
  [{ screen: "building", building: "b1" }, [OUTSIDE]],
  [{ screen: "unit", unit: "b1-2" }, [INSIDE, OUTSIDE]],
  [{ screen: "unit", unit: "b1-11" }, [OUTSIDE]],
  [{ screen: "layout", layout: "1a" }, [INSIDE]],
];

test.each(["desk", "phone"] as const)(
  "on the %s a building, a home and a layout lead to where they are seen from all sides and from inside",
  async (form) => {
    for (const [view, wanted] of cases) {
      const text = await renderStage(view, index, { form });
      const found = [INSIDE, OUTSIDE].filter((words) => text.includes(words));
      expect([view, found]).toEqual([view, wanted]);
      const none = await renderStage(view, without, { form });
      expect(none).not.toMatch(/From inside|From all sides/);
    }
  },
);

test("the orbit expected next is that of the building on the stage, and none after an orbit", () => {
  const idOf = (view: View) => orbitAfter(view, index)?.id;
  expect(idOf({ screen: "masterplan", masterplan: "site" })).toBe("tower");
  expect(idOf({ screen: "building", building: "b1" })).toBe("tower");
  expect(idOf({ screen: "unit", unit: "b1-11" })).toBe("tower");
  expect(idOf({ screen: "building", building: "b2" })).toBeUndefined();
  expect(idOf({ screen: "orbit", orbit: "tower" })).toBeUndefined();
  expect(orbitAfter({ screen: "layouts" }, without)).toBeUndefined();
});

test("a button leads to the building's own orbit and to a room of the layout", () => {
  expect(aroundOf(index, { building: "b1", layout: "1a" })).toEqual({
    orbit: { screen: "orbit", orbit: "tower" },
    panorama: { screen: "panorama", panorama: "living" },
  });
  expect(aroundOf(index, { building: "b2", layout: "2b" })).toEqual({});
  expect(aroundOf(index, {})).toEqual({});
});
