import { describe, expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { projectOfHomes } from "../../../schema/catalogue/projectOfHomes.ts";
import { smallProject } from "../../support/room/project.ts";

const [first, second, ...others] = smallProject.units;
const whole: Project = {
  ...smallProject,
  buildings: [...smallProject.buildings, { id: "b2", label: "2", floors: [] }],
  plans: [...smallProject.plans, { id: "top", units: [] }],
  layouts: [
    ...smallProject.layouts,
    {
      id: "cut",
      name: { en: "Cut" },
      bedrooms: 1,
      area: 50,
      look: { kind: "cutout", plan: "typical", position: 1 },
    },
  ],
  units: [{ ...first!, layout: "cut" }, { ...second!, topFloor: 2 }, ...others],
};

describe("a project of some homes", () => {
  test("has them and the data that their pages need, and no others", () => {
    const part = projectOfHomes(whole, ["b1-1", "b9-9"]);
    expect(part.units.map(({ id }) => id)).toEqual(["b1-1"]);
    expect(part.layouts.map(({ id }) => id)).toEqual(["cut"]);
    expect(part.plans.map(({ id }) => id)).toEqual(["typical"]);
    expect(part.buildings).toEqual([
      { id: "b1", label: "1", floors: [{ number: 1, label: "G", plan: "typical" }] },
    ]);
    expect(part.gallery).toEqual(whole.gallery);
    expect(part.aspects).toEqual(whole.aspects);
    expect(Object.keys(part)).not.toEqual(expect.arrayContaining(["orbits", "panoramas"]));
    expect(part.masterplans).toEqual([]);
  });

  test("has both floors of a duplex", () => {
    const [building] = projectOfHomes(whole, ["b1-2"]).buildings;
    expect(building?.floors.map(({ label }) => label)).toEqual(["G", "1"]);
  });

  test("of no homes has only its name", () => {
    const part = projectOfHomes(whole, []);
    expect(part).toMatchObject({ name: whole.name, units: [], layouts: [], buildings: [] });
  });
});
