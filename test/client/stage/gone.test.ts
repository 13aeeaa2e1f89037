import { describe, expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { View } from "../../../schema/presentation/presentation.ts";
import { firstView, indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { renderStage } from "../../support/browser/renderStage.tsx";

const GONE = "no longer in the list";
/** A development made from a list alone: no pictures, plans or named layouts. */
const bare: Project = {
  id: "tower",
  name: { en: "Tower" },
  currency: "AED",
  digits: 2,
  areaUnit: "m2",
  masterplans: [],
  buildings: [{ id: "a", label: "A", floors: [{ number: 1, label: "1" }] }],
  plans: [],
  layouts: [],
  aspects: [],
  gallery: [],
  units: [
    { id: "a-1", building: "a", floor: 1, number: "1", span: 1, aspects: [], status: "available" },
    { id: "a-2", building: "a", floor: 1, number: "2", span: 1, aspects: [], status: "sold" },
  ],
};
const index = indexProject(bare);

describe("a home removed by a newer list", () => {
  test.each<View>([
    { screen: "unit", unit: "a-9" },
    { screen: "compare", units: ["a-9"] },
    { screen: "building", building: "z" },
    { screen: "floor", building: "a", floor: 7 },
    { screen: "layout", layout: "gone" },
  ])("is shown as gone, on phone and desk: %o", async (view) => {
    const phone = await renderStage(view, index);
    expect(phone).toContain(GONE);
    expect(phone).not.toContain("Show the homes");
    const desk = await renderStage(view, index, { form: "desk", canShortlist: true });
    expect(desk).toContain(GONE);
    expect(desk).toContain("Show the homes");
  });

  test("does not change the rest of a comparison and of a shortlist", async () => {
    const compared = await renderStage({ screen: "compare", units: ["a-9", "a-1"] }, index);
    expect(compared).not.toContain(GONE);
  });
});

describe("a development with only a list", () => {
  const views: readonly View[] = [
    firstView(bare),
    { screen: "layouts" },
    { screen: "unit", unit: "a-1" },
    { screen: "floor", building: "a", floor: 1 },
    { screen: "compare", units: ["a-1", "a-2"] },
    { screen: "shortlist" },
  ];

  test.each(views)("is drawn on phone and desk: %o", async (view) => {
    for (const form of ["phone", "desk"] as const) {
      const drawn = await renderStage(view, index, { form, canShortlist: form === "desk" });
      expect(drawn).not.toContain(GONE);
    }
  });

  test("shows that it has no homes before it has a list", async () => {
    const empty = { ...bare, buildings: [], units: [] };
    for (const form of ["phone", "desk"] as const) {
      const drawn = await renderStage(firstView(empty), indexProject(empty), { form });
      expect(drawn).toContain("No homes are listed here yet.");
      expect(drawn).not.toContain("Filters");
    }
  });
});
