import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OUTLINE, SVG } from "../packs.ts";
import { loadOne } from "../loading.ts";

describe("data missing in a pack", () => {
  test("is absent, or derived from the rest", async () => {
    expect(await loadOne()).toEqual({
      id: "riverside",
      name: { en: "Riverside" },
      currency: "AED",
      digits: 2,
      areaUnit: "m2",
      masterplans: [],
      buildings: [
        {
          id: "a",
          label: "A",
          floors: [
            { number: 1, label: "1" },
            { number: 2, label: "2" },
          ],
        },
      ],
      plans: [],
      layouts: [],
      aspects: [],
      gallery: [],
      units: [
        { id: "a-101", building: "a", floor: 1, number: "101", span: 1, aspects: [] },
        { id: "a-201", building: "a", floor: 2, number: "201", span: 1, aspects: [] },
      ],
    });
  });

  test.each([
    ["b10", undefined, "10"],
    ["tw", undefined, "TW"],
    ["tower-east", "Восток", "В"],
    ["tower-east", undefined, "T"],
  ])("building %s named %s has the label %s", async (id, name, label) => {
    const [building] = (
      await loadOne({
        project: { buildings: [{ id, ...(name === undefined ? {} : { name }), floors: [] }] },
        units: "building,floor,number\n",
      })
    ).buildings;
    expect(building?.label).toBe(label);
  });

  test("floors are sorted, with their labels", async () => {
    const [building] = (
      await loadOne({
        project: {
          buildings: [
            {
              id: "a",
              floors: [{ number: 2 }, { number: 1, label: "G" }, { number: -1, label: "P1" }],
            },
          ],
        },
      })
    ).buildings;
    expect(building?.floors.map(({ label }) => label)).toEqual(["P1", "G", "2"]);
  });
});

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';

describe("pictures", () => {
  const heroOf = async (svg: string, more = {}) =>
    (
      await loadOne({
        project: { hero: { image: "media/art/hero.svg", ...more } },
        files: { "media/art/hero.svg": svg, "media/dark.svg": SVG },
      })
    ).hero;

  test("are served below the project's media, light and dark", async () => {
    expect(await heroOf(SVG, { imageDark: "media/dark.svg" })).toEqual({
      src: "/media/riverside/art/hero.svg",
      srcDark: "/media/riverside/dark.svg",
      size: [200, 100],
      kind: "drawing",
    });
  });

  test.each([
    [`<?xml version="1.0"?>\n<svg\n ${XMLNS} viewBox="0,0 30 20" width="9" height="9"/>`, [30, 20]],
    [`<svg ${XMLNS} width='640px' height='480'/>`, [640, 480]],
    [`<!-- <svg viewBox="0 0 1 1"> --><svg ${XMLNS} viewBox="-9 5 30 20"/>`, [30, 20]],
  ])("an SVG tells its size: %s", async (svg, size) => {
    expect((await heroOf(svg))?.size).toEqual(size);
  });

  test("the pack's kind overrides the guess, and its size does not change the picture's own", async () => {
    expect(await heroOf(SVG, { size: [400, 200], kind: "photograph" })).toMatchObject({
      size: [200, 100],
      kind: "photograph",
    });
  });
});

describe("layouts", () => {
  const PLANS = {
    buildings: [
      {
        id: "a",
        floors: [1, 2, 3].map((number) => ({ number, plan: number > 2 ? "top" : "typical" })),
      },
    ],
    plans: {
      typical: { units: [1, 2].map((position) => ({ position, outline: OUTLINE })) },
      top: { units: [{ position: 1, outline: OUTLINE }] },
    },
  };
  const HEADER = "building,floor,number,position,bedrooms,area,terrace,layout";
  const load = async (rows: readonly string[], project: Record<string, unknown> = PLANS) =>
    await loadOne({ project, units: [HEADER, ...rows].join("\n") });
  const namesOf = async (rows: readonly string[]) =>
    (await load(rows)).layouts.map(({ name }) => name["en"]);

  test("are derived from bedrooms, area and terrace, smallest first", async () => {
    const project = await load([
      "a,3,5,1,2,90,,",
      "a,1,1,1,1,48.14,,",
      "a,2,3,1,1,48.14,,",
      "a,1,2,2,0,30,4.5,",
    ]);
    expect(project.layouts).toEqual([
      {
        id: "0-30-t4.5",
        name: { en: "S-30" },
        bedrooms: 0,
        area: 30,
        terrace: 4.5,
        look: { kind: "cutout", plan: "typical", position: 2 },
      },
      {
        id: "1-48.14",
        name: { en: "1-48" },
        bedrooms: 1,
        area: 48.14,
        look: { kind: "cutout", plan: "typical", position: 1 },
      },
      {
        id: "2-90",
        name: { en: "2-90" },
        bedrooms: 2,
        area: 90,
        look: { kind: "cutout", plan: "top", position: 1 },
      },
    ]);
    expect(project.units.map(({ layout }) => layout)).toEqual([
      "2-90",
      "1-48.14",
      "1-48.14",
      "0-30-t4.5",
    ]);
  });

  test("with equal names get a letter", async () => {
    expect(await namesOf(["a,1,1,,2,84.91,,", "a,1,2,,2,84.91,20,", "a,1,3,,3,85,,"])).toEqual([
      "2-85A",
      "2-85B",
      "3-85",
    ]);
  });

  test("are distinguished by position on the plan if areas are unknown", async () => {
    const project = await load(["a,1,1,1,2,,,", "a,1,2,2,2,,,", "a,2,3,1,2,,,", "a,2,4,,,,,"]);
    expect(project.layouts.map(({ id, name }) => [id, name["en"]])).toEqual([
      ["2-typical-1", "2A"],
      ["2-typical-2", "2B"],
    ]);
    expect(project.units.map(({ layout }) => layout)).toEqual([
      "2-typical-1",
      "2-typical-2",
      "2-typical-1",
      undefined,
    ]);
  });

  test("of the pack complete their homes, and vice versa", async () => {
    const project = await load(["a,1,1,1,,,,2C", "a,1,2,2,1,50,,", "a,2,3,1,,,7,2D"], {
      ...PLANS,
      layouts: [
        { id: "2C", name: "Two, corner", bedrooms: 2, area: 94, terrace: 12 },
        { id: "2D" },
        { id: "3E" },
      ],
    });
    expect(project.layouts.map(({ id }) => id)).toEqual(["2C", "2D", "3E", "1-50"]);
    expect(project.layouts[1]).toMatchObject({ name: { en: "2D" }, terrace: 7 });
    expect(project.layouts[0]?.look).toEqual({ kind: "cutout", plan: "typical", position: 1 });
    expect(project.units[0]).toMatchObject({ layout: "2C", bedrooms: 2, area: 94, terrace: 12 });
    expect(project.layouts[2]).not.toHaveProperty("look");
  });

  test("are shared by homes with slightly different areas", async () => {
    const rows = ["71.58", "72.06", "73.19", "73.66", "95.09", "98.9"].map(
      (area, at) => `a,1,${at + 1},,2,${area},,`,
    );
    expect(await namesOf(rows)).toEqual(["2-72", "2-95", "2-99"]);
    const project = await load(rows);
    expect(project.layouts[0]).toMatchObject({ id: "2-72.06", area: 72.06 });
    expect(project.units[3]).toMatchObject({ layout: "2-72.06", area: 73.66 });
  });

  test("are separate for different areas, terraces, or shapes of almost equal size", async () => {
    expect(await namesOf(["a,1,1,,2,70,,", "a,1,2,,2,72,,"])).toHaveLength(2);
    expect(await namesOf(["a,1,1,,2,70,6,", "a,1,2,,2,70,18,", "a,1,3,,2,70,,"])).toHaveLength(3);
    expect(await namesOf(["a,1,1,1,2,70,,", "a,1,2,2,2,70.1,,"])).toHaveLength(2);
    expect(await namesOf(["a,1,1,1,2,70,,", "a,2,2,1,2,70.1,,"])).toHaveLength(1);
    expect(await namesOf(["a,1,1,1,2,70,,", "a,1,2,2,2,70,,"])).toHaveLength(1);
  });

  test("do not depend on the order of the homes, and have limited spans", async () => {
    const areas = fc.array(fc.integer({ min: 4000, max: 6000 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(areas, async (hundredths) => {
        const rows = hundredths.map((area, at) => `a,1,${at},,1,${area / 100},,`);
        const typesOf = async (lines: readonly string[]) => {
          const { units } = await load(lines, {});
          return new Map(units.map(({ number, layout }) => [number, layout]));
        };
        const types = await typesOf(rows);
        const turned = await typesOf(rows.toReversed());
        expect(Object.fromEntries(turned)).toEqual(Object.fromEntries(types));
        for (const layout of types.values()) {
          const own = hundredths.filter((_area, at) => types.get(String(at)) === layout);
          expect(Math.max(...own)).toBeLessThanOrEqual(Math.min(...own) * 1.0501);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("never reuse an id of the pack", async () => {
    const project = await load(["a,1,1,,1,50,,"], { ...PLANS, layouts: [{ id: "1-50" }] });
    expect(project.layouts.map(({ id }) => id)).toEqual(["1-50", "1-50-2"]);
    expect(project.units[0]?.layout).toBe("1-50-2");
  });
});
