import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import { initialState, type View } from "../../../schema/presentation/presentation.ts";
import { firstView, indexProject } from "../../../schema/catalogue/projectIndex.ts";
import { findUnknownReference, keepKnown } from "../../../schema/presentation/references.ts";
import { publicProject } from "../../../schema/catalogue/publicProject.ts";
import { smallIndex, smallProject } from "../../support/room/project.ts";

const layout = (id: string) => ({ id, name: { en: id }, bedrooms: 1, area: 50 });
const hide = (unit: Unit, layoutId: string): Unit => ({ ...unit, layout: layoutId, hidden: true });

const [first, second, third, fourth] = smallProject.units as [Unit, Unit, Unit, Unit];
const project: Project = {
  ...smallProject,
  layouts: [layout("1a"), layout("only-held-back"), layout("of-nobody")],
  units: [
    { ...first, layout: "1a" },
    hide(second, "1a"),
    hide(third, "only-held-back"),
    { ...fourth, layout: "1a" },
  ],
};

describe("the buyers' version of a project", () => {
  test("has neither held back homes nor layouts that only those have", () => {
    const shown = publicProject(project);
    expect(shown.units.map(({ id }) => id)).toEqual(["b1-1", "b1-12"]);
    expect(shown.layouts.map(({ id }) => id)).toEqual(["1a", "of-nobody"]);
    expect(JSON.stringify(shown)).not.toContain("hidden");
  });

  test("has no outline of theirs on a plan, and no plan of a floor with held back homes only", () => {
    const outline = [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const;
    const outlines = (...positions: readonly number[]) =>
      positions.map((position) => ({ position, outline }));
    const home = (number: string, floor: number, position: number, hidden: boolean): Unit => ({
      id: `b-${number}`,
      building: "b",
      floor,
      number,
      span: 1,
      aspects: [],
      position,
      ...(hidden ? { hidden: true as const } : {}),
    });
    const shown = publicProject({
      ...smallProject,
      buildings: [
        {
          id: "b",
          label: "B",
          floors: [
            { number: 1, label: "1", plan: "typical" },
            { number: 2, label: "2", plan: "typical" },
            { number: 3, label: "3", plan: "roof" },
            { number: 4, label: "4", plan: "technical" },
          ],
        },
      ],
      plans: [
        { id: "typical", units: outlines(1, 2, 3, 4) },
        { id: "roof", units: outlines(1) },
        { id: "technical", units: [] },
      ],
      units: [
        home("11", 1, 1, false),
        home("12", 1, 2, true),
        home("13", 1, 3, true),
        home("21", 2, 1, true),
        home("23", 2, 3, false),
        home("31", 3, 1, true),
      ],
    });
    expect(shown.plans.map(({ id, units }) => [id, units.map(({ position }) => position)])).toEqual(
      [
        ["typical", [1, 3, 4]],
        ["technical", []],
      ],
    );
    expect(shown.buildings[0]?.floors.map(({ plan }) => plan)).toEqual([
      "typical",
      "typical",
      undefined,
      "technical",
    ]);
  });

  test("has no aspect that only they have, and keeps unused ones", () => {
    const named = (id: string) => ({ id, name: { en: id } });
    const shown = publicProject({
      ...project,
      aspects: [named("sea"), named("helipad"), named("of-nobody")],
      units: project.units.map((unit) => ({
        ...unit,
        aspects: unit.hidden === true ? ["sea", "helipad"] : ["sea"],
      })),
    });
    expect(shown.aspects.map(({ id }) => id)).toEqual(["sea", "of-nobody"]);
    expect(JSON.stringify(shown)).not.toContain("helipad");
  });

  test("is the same object while no home is held back", () => {
    expect(publicProject(smallProject)).toBe(smallProject);
  });
});

const ids = ["b1-1", "b1-2", "b1-11", "b1-12", "b9-9"];
const views: fc.Arbitrary<View> = fc.oneof(
  fc.constantFrom(...ids).map((unit): View => ({ screen: "unit", unit })),
  fc
    .uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 })
    .map((units): View => ({ screen: "compare", units })),
  fc.constantFrom<View>(
    { screen: "layout", layout: "only-held-back" },
    { screen: "layout", layout: "1a" },
    { screen: "building", building: "b1" },
  ),
);

describe("a state without things missing in the project", () => {
  const shown = indexProject(publicProject(project));

  test("names nothing unknown, and loses nothing else", () => {
    fc.assert(
      fc.property(
        views,
        fc.subarray(ids),
        fc.subarray(["sea", "park", "moon"]),
        fc.option(fc.constantFrom("plan:typical", "unit:b1-2", "typical", "image:lobby"), {
          nil: undefined,
        }),
        (view, shortlist, aspects, target) => {
          const state = {
            ...initialState("small", view),
            shortlist,
            filters: { aspects, bedrooms: [1] },
            camera: target === undefined ? undefined : { target, x: 0, y: 0, zoom: 1 },
          };
          const known = keepKnown(state, shown);
          expect(findUnknownReference(known, shown)).toBeUndefined();
          expect(known.shortlist).toEqual(shortlist.filter((id) => shown.units.has(id)));
          expect(known.filters.bedrooms).toEqual([1]);
          expect(known === state).toBe(findUnknownReference(state, shown) === undefined);
        },
      ),
    );
  });

  test("shows the rest of a comparison, else the project's first view", () => {
    const compare = (units: string[]) => initialState("small", { screen: "compare", units });
    expect(keepKnown(compare(["b1-2", "b1-1"]), shown).view).toEqual({
      screen: "compare",
      units: ["b1-1"],
    });
    expect(keepKnown(compare(["b1-2"]), shown).view).toEqual(firstView(project));
    expect(keepKnown(compare(["b1-2"]), smallIndex).view).toEqual(compare(["b1-2"]).view);
  });
});
