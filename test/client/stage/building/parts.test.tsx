import { describe, expect, test } from "vitest";
import type { Project, Unit } from "../../../../schema/catalogue/catalogue.ts";
import type { UnitKind } from "../../../../schema/values/unitKinds.ts";
import { matches } from "../../../../schema/presentation/filters.ts";
import type { View } from "../../../../schema/presentation/presentation.ts";
import { indexProject } from "../../../../schema/catalogue/projectIndex.ts";
import { groupUnits, isGrounded, partsOf } from "../../../../client/stage/building/parts.ts";
import { togetherOf } from "../../../../client/stage/compare/compared.ts";
import { extrasOf, neighboursInList } from "../../../../client/stage/home/neighbours.ts";
import { valuesOf } from "../../../../client/stage/layouts/filters/range/ranges.ts";
import { renderStage } from "../../../support/browser/renderStage.tsx";
import { smallProject } from "../../../support/room/project.ts";

const unit = (
  building: string,
  number: string,
  kind?: UnitKind,
  more: Partial<Unit> = {},
): Unit => ({
  id: `${building}-${number}`,
  building,
  floor: 0,
  number,
  span: 1,
  aspects: [],
  status: "available",
  ...(kind === undefined ? {} : { kind }),
  ...more,
});

const VILLAS = ["V2", "V10", "V1"].map((number) =>
  unit("v", number, "villa", { bedrooms: 4, area: 320, price: 300_000_000 }),
);
const TOWER = [
  unit("t", "101", undefined, { floor: 1, price: 100_000_000, bedrooms: 1 }),
  unit("t", "102", undefined, { floor: 1, topFloor: 2, price: 200_000_000 }),
  unit("t", "PK2", "parking", { floor: -1, price: 9_000_000 }),
  unit("t", "PK1", "parking", { floor: -1, price: 8_000_000 }),
  unit("t", "PK3", "parking", { floor: -1, price: 1_000_000, status: "sold" }),
  unit("t", "S1", "storage", { floor: -1, price: 2_000_000 }),
  unit("t", "Shop 1", "commercial", { floor: 0 }),
];
const project: Project = {
  ...smallProject,
  buildings: [
    { id: "v", label: "V", name: { en: "Palm Villas" }, floors: [{ number: 0, label: "—" }] },
    {
      id: "t",
      label: "T",
      name: { en: "Tower T" },
      floors: [
        { number: -1, label: "B1" },
        { number: 0, label: "G" },
        { number: 1, label: "1" },
        { number: 2, label: "2" },
      ],
    },
  ],
  units: [...VILLAS, ...TOWER],
};
const index = indexProject(project);
const drawn = (view: View, form: "desk" | "phone" = "desk") => renderStage(view, index, { form });
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

describe("units by their display", () => {
  test("homes on floors are the board, all others are lists by kind and phase", () => {
    expect(partsOf(TOWER).onFloors.map(({ number }) => number)).toEqual(["101", "102"]);
    const groups = groupUnits([...TOWER, unit("t", "V1", "villa", { phase: "2" }), ...VILLAS]);
    expect(groups.map(({ key, units }) => [key, units.length])).toEqual([
      ["/", 2],
      ["villa/2", 1],
      ["villa/", 3],
      ["parking/", 3],
      ["storage/", 1],
      ["commercial/", 1],
    ]);
    expect([isGrounded("v", index), isGrounded("t", index)]).toEqual([true, false]);
  });

  test("a floor filter finds a duplex by either of its floors, and no villa", () => {
    const [, duplex] = TOWER;
    const at = (min: number, max: number, home = duplex) =>
      home !== undefined && matches(home, { floor: { min, max } });
    expect([at(2, 9), at(1, 1), at(3, 9), at(-5, 50, VILLAS[0])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(valuesOf([...VILLAS, ...TOWER.slice(0, 1)], "floor")).toEqual([1]);
  });

  test("villas follow each other by number, and a home's parking by its price", () => {
    const [first, , last] = VILLAS;
    if (first === undefined || last === undefined) throw new Error("no villas");
    expect(neighboursInList(first, VILLAS).above?.number).toBe("V1");
    expect(neighboursInList(first, VILLAS).below?.number).toBe("V10");
    expect(neighboursInList(last, VILLAS).above).toBeUndefined();
    const [home, duplex, parking] = TOWER;
    if (home === undefined || duplex === undefined || parking === undefined)
      throw new Error("none");
    expect(extrasOf(home, TOWER, 2).map(({ number }) => number)).toEqual(["PK1", "PK2", "S1"]);
    expect(extrasOf(parking, TOWER, 2)).toEqual([]);
    expect(togetherOf([home, parking])).toBe(109_000_000);
    expect(togetherOf([home, duplex])).toBeUndefined();
    expect(togetherOf([home])).toBeUndefined();
  });
});

describe("the stage", () => {
  test.each(["desk", "phone"] as const)(
    "shows villas as a list without floors: %s",
    async (form) => {
      for (const view of [
        { screen: "building", building: "v" },
        { screen: "floor", building: "v", floor: 0 },
      ] as const) {
        const text = await drawn(view, form);
        expect(text).toContain("Palm Villas");
        expect(text).toContain(">V10<");
        expect(text).toContain("4 bed");
        expect(text).not.toMatch(/class="board"|[Ff]loor —|>—<|AED thousand/);
        expect(text.indexOf(">V2<")).toBeLessThan(text.indexOf(">V10<"));
      }
    },
  );

  test("shows a villa, and compares it, without a floor", async () => {
    for (const form of ["desk", "phone"] as const) {
      const text = textOf(await drawn({ screen: "unit", unit: "v-V1" }, form));
      expect(text).toContain("Villa V1");
      expect(text).not.toMatch(/[Ff]loor/);
    }
    expect(textOf(await drawn({ screen: "compare", units: ["v-V1", "v-V2"] }))).not.toMatch(
      /floor/,
    );
  });

  test("keeps parking, storage and shops off the board, and lists them under it by kind", async () => {
    const text = await drawn({ screen: "building", building: "t" });
    expect(text.match(/class="board-cell"/g)).toHaveLength(2);
    expect(text).toContain("Parking 3, Storage 1");
    expect(text).toContain('data-anchor="floor:t/-1"');
    expect(text).toContain(">PK1<");
    expect(text).toContain(">Shop 1<");
    expect(text).toContain("2 of 2 homes left");
    const floor = await drawn({ screen: "floor", building: "t", floor: 2 });
    expect(floor).toContain('data-anchor="unit:t-102"');
  });

  test("shows a home's parking beside it, and what both cost together", async () => {
    expect(await drawn({ screen: "unit", unit: "t-101" })).toContain(
      "Parking and storage to go with it",
    );
  });
});
