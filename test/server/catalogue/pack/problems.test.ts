import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";
import { PackError } from "../../../../server/catalogue/pack/packProblems.ts";
import { makePack, makeProjectsDir, OUTLINE, SVG, writePack, type PackParts } from "../packs.ts";
import { problemsOf } from "../loading.ts";

const problemsIn = async (parts: PackParts) => await problemsOf(makePack(parts));

async function errorOf(projectsDir: string): Promise<unknown> {
  try {
    return await loadPacks(projectsDir);
  } catch (error) {
    return error;
  }
}

/** A valid pack with one thing of each kind. */
const WHOLE: PackParts = {
  project: {
    aspects: [{ id: "sea", name: "Sea" }],
    masterplans: [
      { id: "site", image: "media/site.svg", buildings: [{ building: "a", outline: OUTLINE }] },
    ],
    buildings: [
      {
        id: "a",
        facade: { image: "media/site.svg", floors: [{ floor: 1, outline: OUTLINE }] },
        floors: [{ number: 1, plan: "typical" }, { number: 2 }],
      },
    ],
    plans: { typical: { image: "media/site.svg", units: [{ position: 1, outline: OUTLINE }] } },
    layouts: [{ id: "2C" }],
    gallery: [{ id: "view", image: "media/site.svg" }],
    payment: { steps: [{ name: "Now", percent: 100 }] },
  },
  units: "building,floor,number,position,layout,aspects\na,1,1,1,2C,sea\n",
  files: { "media/site.svg": SVG },
};

const broken = async (
  project: Record<string, unknown>,
  units?: string,
): Promise<readonly string[]> =>
  await problemsIn({
    ...WHOLE,
    project: { ...WHOLE.project, ...project },
    ...(units === undefined ? {} : { units }),
  });

test("a pack with everything loads", async () => {
  expect(await problemsIn(WHOLE)).toEqual([]);
});

describe("a duplicate id", () => {
  const building = { id: "a", floors: [{ number: 1 }, { number: 2 }] };
  test.each([
    ["masterplans", { masterplans: [{ id: "m" }, { id: "m" }] }, "masterplans[1].id"],
    ["buildings", { masterplans: [], buildings: [building, building] }, "buildings[1].id"],
    ["layouts", { layouts: [{ id: "2C" }, { id: "2C" }] }, "layouts[1].id"],
    ["aspects", { aspects: ["sea", "sea"].map((id) => ({ id, name: id })) }, "aspects[1].id"],
    [
      "images",
      { gallery: ["x", "x"].map((id) => ({ id, image: "media/site.svg" })) },
      "gallery[1].id",
    ],
    [
      "floors",
      { buildings: [{ id: "a", floors: [{ number: 1 }, { number: 1 }] }] },
      "buildings[0].floors[1].number",
    ],
    [
      "positions of a plan",
      { plans: { typical: { units: [1, 1].map((position) => ({ position, outline: OUTLINE })) } } },
      "plans.typical.units[1].position",
    ],
  ])("%s", async (_name, project, path) => {
    expect(await broken(project)).toEqual([
      expect.stringMatching(/^riverside\/project\.json:\d+: .* is there twice$/),
    ]);
    expect((await broken(project))[0]).toContain(` ${path}: `);
  });

  test("of plans, of which a parser silently keeps the last", async () => {
    const projectText = `{"id": "riverside", "name": "R", "currency": "AED",
      "buildings": [{"id": "a", "floors": [{"number": 1}, {"number": 2}]}],
      "plans": {
        "typical": {},
        "typical": {}
      }}`;
    expect(await problemsIn({ projectText })).toEqual([
      "riverside/project.json:5: plans.typical: stands here twice",
    ]);
  });

  test("of homes", async () => {
    expect(await broken({}, "building,floor,number\na,1,1\na,2,1\n")).toEqual([
      'riverside/units.csv:2: number: home "a-1" stands in C3 too',
      'riverside/units.csv:3: number: home "a-1" stands in C2 too',
    ]);
  });

  test("of projects", async () => {
    const projectsDir = makeProjectsDir();
    writePack(projectsDir, "one");
    writePack(projectsDir, "two", { project: { id: "one" } });
    expect(await problemsOf(projectsDir)).toEqual([
      'two/project.json: id: "one" is also that of one',
    ]);
  });
});

describe("a reference to an unknown thing", () => {
  test.each([
    [
      "building",
      { masterplans: [{ id: "m", buildings: [{ building: "b99", outline: OUTLINE }] }] },
      'masterplans[0].buildings[0].building: no building "b99"',
    ],
    [
      "plan",
      { buildings: [{ id: "a", floors: [{ number: 1, plan: "constructor" }] }] },
      'buildings[0].floors[0].plan: no plan "constructor"',
    ],
    [
      "floor of a façade",
      {
        buildings: [
          {
            id: "a",
            facade: { image: "media/site.svg", floors: [{ floor: 9, outline: OUTLINE }] },
            floors: [{ number: 1 }],
          },
        ],
      },
      'buildings[0].facade.floors[0].floor: no floor 9 in building "a"',
    ],
    ["currency", { currency: "QQQ" }, 'currency: no currency "QQQ"'],
  ])("%s", async (_name, project, reason) => {
    expect(await broken(project)).toEqual([
      expect.stringMatching(/^riverside\/project\.json:\d+: /),
    ]);
    expect((await broken(project))[0]?.endsWith(`: ${reason}`)).toBe(true);
  });

  test.each([
    ["z,1,1,,,", 'building: no building "z"'],
    ["a,roof garden,1,,,", 'floor: "roof garden" is not a whole number, nor a floor that is known'],
    ["a,1,1,,3D,", 'layout: no layout "3D"'],
    ["a,1,1,,,sea|moon", 'aspects: no aspect "moon"'],
  ])("home %s", async (row, reason) => {
    expect(await broken({}, `building,floor,number,position,layout,aspects\n${row}\n`)).toEqual([
      `riverside/units.csv:2: ${reason}`,
    ]);
  });
});

describe("homes at the same position", () => {
  test.each([
    ["the same position", "a,1,1,1,\na,1,2,1,\n", 1],
    ["a span over the next", "a,1,1,1,2\na,1,2,2,\n", 1],
    ["a span over many", "a,1,1,1,9\na,1,2,2,\na,1,3,3,\n", 2],
    ["the same position of two floors", "a,1,1,1,\na,2,2,1,\n", 0],
    ["beside a span", "a,1,1,1,2\na,1,2,3,\n", 0],
  ])("%s", async (_name, rows, count) => {
    const problems = await broken({}, `building,floor,number,position,span\n${rows}`);
    expect(problems).toHaveLength(count);
    for (const problem of problems) expect(problem).toMatch(/is taken by the home in C2$/);
  });
});

describe("columns", () => {
  test.each([
    ["building,floor\n", ['1: column "number" is missing']],
    ["building,floor,number,hiden\n", ['1: no such column: "hiden"; is it hidden?']],
    ["building,floor,number,Floor\n", ['1: column "Floor" is there twice']],
    ["building,floor,number\na,1,1,spare\n", ['2: "spare" stands under no column']],
    ["building,floor,number\na,,1\n", ["2: floor: is empty"]],
    [`building,floor,number\na,1,${"N".repeat(80)}1\n`, [expect.stringContaining("2: number: ")]],
    ['building,floor,number\na,1,"1\n', ["2: a quotation mark is opened and never closed"]],
    ["", [" The file is empty."]],
    [
      "price list\nnothing,here\n",
      [
        "1: no header is found that names homes; nearest come row 1 (price list); row 2 (nothing, here)",
      ],
    ],
  ])("%j", async (units, problems) => {
    expect(
      (await problemsIn({ units })).map((line) => line.replace("riverside/units.csv:", "")),
    ).toEqual(problems);
  });

  test("bytes that are not text", async () => {
    expect(await problemsIn({ units: Buffer.from("building;\0\x01\x02", "latin1") })).toEqual([
      "riverside/units.csv: This is no list; save it as .xlsx, .ods or CSV.",
    ]);
  });
});

describe("invalid JSON is reported with its line", () => {
  test.each([
    ['{"a": 1,\n}', 2],
    ["{\n\n[1,]}", 3],
    ['{"a":\n[1,\n2,]}', 3],
    ['{"a":\n"b\n"}', 2],
    ['{"a":\n{\n\n', 2],
    ["", 1],
  ])("%j", async (projectText, line) => {
    expect(await problemsIn({ projectText })).toEqual([
      expect.stringMatching(new RegExp(`^riverside/project\\.json:${line}: `)),
    ]);
  });
});

describe("media", () => {
  const hero = (image: string, more = {}) => ({ project: { hero: { image, ...more } } });

  test("a file that is missing", async () => {
    expect(await problemsIn(hero("media/hero.svg"))).toEqual([
      expect.stringMatching(/:\d+: hero\.image: media\/hero\.svg: no such file$/),
    ]);
  });

  test("a folder", async () => {
    const files = { "media/hero.svg/x": "" };
    expect(await problemsIn({ ...hero("media/hero.svg"), files })).toHaveLength(1);
  });

  test("a path out of the pack, with dots or a symbolic link", async () => {
    expect(await problemsIn(hero("media/../../secret.svg"))).toHaveLength(1);
    const projectsDir = makeProjectsDir();
    writeFileSync(join(projectsDir, "secret.svg"), SVG);
    const folder = writePack(projectsDir, "riverside", hero("media/hero.svg"));
    mkdirSync(join(folder, "media"));
    symlinkSync(join(projectsDir, "secret.svg"), join(folder, "media", "hero.svg"));
    expect(await problemsOf(projectsDir)).toEqual([
      expect.stringMatching(/media\/hero\.svg is not a file of this pack$/),
    ]);
  });
});

describe("all at once", () => {
  test("reports problems of all packs and both files, in order", async () => {
    const projectsDir = makeProjectsDir();
    writePack(projectsDir, "first", {
      project: {
        handover: 4,
        colour: "red",
        hero: { image: "media/gone.svg" },
        payment: { steps: [{ name: "Half", percent: 50 }] },
        layouts: [{ id: "ok" }, { id: "not ok" }, { id: "dark", image: "media/lost.svg" }],
        masterplans: [{ id: "m", buildings: [{ building: "b99", outline: OUTLINE }] }],
      },
      units: "building,floor,number,area,layout\na,1,1,-4,ok\na,9,1,5,whatever\n",
    });
    writePack(projectsDir, "second", { projectText: "{" });
    mkdirSync(join(projectsDir, "third"));
    const reasons = (await problemsOf(projectsDir)).map((line) => line.replace(/json:\d+/, "json"));
    expect(reasons).toEqual([
      expect.stringMatching(/^first\/project\.json: handover: /),
      "first/project.json: colour: no such key",
      "first/project.json: hero.image: media/gone.svg: no such file",
      "first/project.json: payment.steps: percentages must add up to 100",
      expect.stringMatching(/^first\/project\.json: layouts\[1\]\.id: /),
      "first/project.json: layouts[2].image: media/lost.svg: no such file",
      'first/project.json: masterplans[0].buildings[0].building: no building "b99"',
      'first/units.csv:2: area: "-4" is negative',
      'first/units.csv:2: number: home "a-1" stands in C3 too',
      'first/units.csv:3: number: home "a-1" stands in C2 too',
      expect.stringMatching(/^second\/project\.json: /),
      "third/project.json: no such file",
      "third/units.csv: no such file",
    ]);
  });

  test("throws one error with a stable code and a message that lists them", async () => {
    const error = await errorOf(makePack({ units: "building,floor\na,1\n,2\n" }));
    expect(error).toBeInstanceOf(PackError);
    expect(error).toMatchObject({
      code: "bad_pack",
      problems: [{ file: "riverside/units.csv", line: 1 }],
    });
    expect(String(error)).toContain('riverside/units.csv:1: column "number" is missing');
  });

  test("reports a missing folder, and one without packs", async () => {
    const projectsDir = makeProjectsDir();
    expect(await problemsOf(projectsDir)).toHaveLength(1);
    expect(await problemsOf(join(projectsDir, "nowhere"))).toEqual([
      expect.stringMatching(/nowhere: no such file$/),
    ]);
  });
});
