import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPacks } from "../../../../server/catalogue/pack/loadPacks.ts";
import { describeProblem, logWarnings } from "../../../../server/catalogue/pack/packProblems.ts";
import { makePack } from "../packs.ts";
import { loadOne, problemsOf } from "../loading.ts";

const quoted = (cell: string | undefined) => (cell === undefined ? "" : `"${cell}"`);
const csv = (column: string, cells: readonly string[]) =>
  `building;floor;number;${column}\n${cells.map((cell, at) => `a;1;${at};${quoted(cell)}\n`).join("")}`;

const pricesOf = async (cells: readonly string[], currency = "AED") =>
  (await loadOne({ project: { currency }, units: csv("price", cells) })).units.map(
    ({ price }) => price,
  );
const areasOf = async (cells: readonly string[], areaUnit = "m2", column = "area") =>
  (await loadOne({ project: { areaUnit }, units: csv(column, cells) })).units.map(
    ({ area }) => area,
  );
const warningsOf = async (projectsDir: string) =>
  (await loadPacks(projectsDir)).warnings.map(describeProblem);

describe("trap 40: separators are decided by the column", () => {
  test("a comma groups thousands beside decimal points, and is decimal beside points that group", async () => {
    expect(await areasOf(["1,012", "2,312.40"])).toEqual([1012, 2312.4]);
    expect(await areasOf(["1.012", "2.312,40"])).toEqual([1012, 2312.4]);
    expect(await areasOf(["48,125", "93,5"])).toEqual([48.125, 93.5]);
    expect(await areasOf(["48.125", "1 012.5"])).toEqual([48.125, 1012.5]);
  });

  test("also for prices in a currency of three decimals", async () => {
    expect(await pricesOf(["85,000", "92,500.750"], "KWD")).toEqual([85_000_000, 92_500_750]);
    expect(await pricesOf(["85.000", "92.500,750"], "KWD")).toEqual([85_000_000, 92_500_750]);
    expect(await pricesOf(["85,000", "1,250,000"], "KWD")).toEqual([85_000_000, 1_250_000_000]);
    expect(await pricesOf(["85000,5", "92,500"], "KWD")).toEqual([85_000_500, 92_500]);
  });

  test.each([
    ["a column that does not say", ["85,000", "92,500"], "KWD", [2, 3]],
    ["a column that says both", ["85,000", "92,500.5", "1.000,5"], "KWD", [2]],
    ["thousands where the column writes decimals", ["1250000.50", "985.000"], "AED", [3]],
  ] as const)("%s is refused with the lines", async (_name, cells, currency, lines) => {
    const problems = await problemsOf(
      makePack({ project: { currency }, units: csv("price", cells) }),
    );
    expect(problems.map((problem) => Number(problem.split(":")[1]))).toEqual(lines);
  });

  test("an area undecided by its column is read as the plausible value, with a warning", async () => {
    const packed = (areaUnit: string, cell: string) =>
      makePack({ project: { areaUnit }, units: csv("area", [cell]) });
    expect(await areasOf(["1,012"], "sqft")).toEqual([94.0179]);
    expect(await areasOf(["48,125"])).toEqual([48.125]);
    expect(await warningsOf(packed("sqft", "1,012"))).toEqual([
      'riverside/units.csv:2: area: "1,012" may be thousands or decimals, and the column does not say which; read as 94.02 m²',
    ]);
    expect(await problemsOf(packed("m2", "7,000"))).toHaveLength(1);
    const many = makePack({ units: csv("area", ["48,125", "93,250", "71,375"]) });
    expect(await warningsOf(many)).toEqual([
      expect.stringContaining('units.csv:2: area: "48,125" and 2 more'),
    ]);
  });

  test("amounts in any consistent format are read back", async () => {
    const groups = [",", ".", " ", "\u00A0", "\u202F", "\u2009", "'", "’", ""] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 10 ** 12 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...groups),
        fc.constantFrom(",", "."),
        fc.constantFrom("AED", "KWD", "JPY"),
        async (amounts, group, decimal, currency) => {
          fc.pre(group !== decimal);
          const digits = { AED: 2, KWD: 3, JPY: 0 }[currency];
          // The last cell decides how the others are read.
          const all = [...amounts, 1_234_567 * 10 ** digits + (digits === 0 ? 0 : 1)];
          const write = (minor: number) => {
            const text = String(minor).padStart(digits + 1, "0");
            const whole = text.slice(0, text.length - digits);
            const grouped = whole.replaceAll(/(?<=\d)(?=(\d{3})+$)/g, group);
            const fraction = text.slice(text.length - digits);
            return /^0*$/.test(fraction) ? grouped : `${grouped}${decimal}${fraction}`;
          };
          expect(await pricesOf(all.map(write), currency)).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("prices of other countries", () => {
  test.each([
    ["78,52,800", "INR", 785_280_000],
    ["₹1,20,00,000", "INR", 1_200_000_000],
    ["Rs. 1,28,00,000/-", "INR", 1_280_000_000],
    ["1.28 Cr", "INR", 1_280_000_000],
    ["78.5 L", "INR", 785_000_000],
    ["18.500.000", "RSD", 1_850_000_000],
    ["RSD 9,800,000", "RSD", 980_000_000],
    ["12 500 000 руб.", "RUB", 1_250_000_000],
    ["١٬٢٥٠٬٠٠٠", "AED", 125_000_000],
    ["١٢٥٠٠٠٠٫٥ د.إ", "AED", 125_000_050],
    ["۱۲۵۰۰۰۰", "IRR", 125_000_000],
    ["1\u2009250\u2009000", "EUR", 125_000_000],
    ["1’250’000.50", "CHF", 125_000_050],
    ["CHF 1'250'000.–", "CHF", 125_000_000],
    ["Dhs 985,000", "AED", 98_500_000],
  ])("%s", async (cell, currency, minor) => {
    expect(await pricesOf([cell], currency)).toEqual([minor]);
  });
});

describe("areas", () => {
  test("are in the pack's unit and kept in m², layouts' as well", async () => {
    expect(await areasOf(["1012", "2312.40"], "sqft")).toEqual([94.0179, 214.829]);
    const { layouts, units } = await loadOne({
      project: { areaUnit: "sqft", layouts: [{ id: "l", area: 1012, terrace: 100 }] },
      units: "building,floor,number,layout,terrace\na,1,1,l,84.28\n",
    });
    expect(layouts[0]).toMatchObject({ area: 94.0179, terrace: 9.2903 });
    expect(units[0]).toMatchObject({ area: 94.0179, terrace: 7.8299 });
  });
});

describe("an implausible home", () => {
  const homes = (...rows: readonly string[]) =>
    `building;floor;number;bedrooms;area;price\n${rows.map((row, at) => `a;1;${at};${row}\n`).join("")}`;

  test("is a warning with its line, and the pack loads", async () => {
    const units = homes(
      "1;46;850000",
      "1;409;900000",
      "2;72;1250000",
      "2;73;125000000",
      "0;3;600000",
    );
    expect(await warningsOf(makePack({ units }))).toEqual([
      expect.stringContaining("units.csv:3: area: 409 m² can hardly be a home of 1 bedroom"),
      expect.stringContaining("units.csv:5: price: "),
      expect.stringContaining("units.csv:6: area: 3 m² can hardly be a studio"),
      expect.stringContaining("units.csv:6: price: "),
    ]);
  });

  test("is logged with its file and line, at most fifty times", () => {
    const lines: (readonly [fields: object, message: string])[] = [];
    const warnings = Array.from({ length: 60 }, (_, at) => ({
      file: "riverside/units.csv",
      line: at + 2,
      reason: "area: 3 m²",
    }));
    logWarnings(warnings, { warn: (fields, message) => lines.push([fields, message]) });
    expect(lines[0]).toEqual([
      { code: "pack_warning", file: "riverside/units.csv", line: 2 },
      "riverside/units.csv:2: area: 3 m²",
    ]);
    expect(lines.length).toBe(51);
    expect(lines.at(-1)?.[1]).toBe("and 10 more warnings of packs");
  });

  test("does not include a villa among studios, a penthouse, or parking among homes", async () => {
    const units = homes(
      "0;32;620000",
      "1;55;990000",
      "4;320;9500000",
      "6;1200;45000000",
      ";12.5;95000",
    );
    expect(await warningsOf(makePack({ units }))).toEqual([]);
  });
});

describe("typical lists of offices", () => {
  const load = async (parts: Parameters<typeof makePack>[0]) => {
    const { projects, warnings } = await loadPacks(makePack(parts));
    return { project: projects[0], warnings: warnings.map(describeProblem) };
  };

  test("dinars of two and of three decimals", async () => {
    const priced = (currency: string, prices: readonly string[]) =>
      load({
        project: { currency },
        units: `building,floor,number,price\n${prices.map((price, at) => `a,1,10${at + 1},${price}`).join("\n")}\n`,
      });
    const { project } = await priced("RSD", ["17900000", "20350000", "9600000"]);
    expect(project).toMatchObject({ currency: "RSD", digits: 2 });
    expect(project?.units.map(({ price }) => price)).toEqual([
      1_790_000_000, 2_035_000_000, 960_000_000,
    ]);
    const dinars = await priced("KWD", ["84000", "91250.125"]);
    expect(dinars.project).toMatchObject({ digits: 3 });
    expect(dinars.project?.units[1]?.price).toBe(91_250_125);
  });

  test("square feet with commas for thousands", async () => {
    const areas = ["640.25", "1,018", "1,240", "2,305.60"];
    const { project, warnings } = await load({
      project: { areaUnit: "sqft" },
      units: `building,floor,number,bedrooms,area\n${areas.map((area, at) => `a,1,10${at + 1},${at + 1},"${area}"`).join("\n")}\n`,
    });
    const feet = project?.units.map(({ area = 0 }) => Math.round(area * 10.763_910_4 * 100) / 100);
    expect(feet).toEqual([640.25, 1018, 1240, 2305.6]);
    expect(warnings).toEqual([]);
  });

  test("a folder zipped on a Mac", async () => {
    const projectsDir = makePack();
    const beside = join(projectsDir, "__MACOSX", "riverside");
    mkdirSync(beside, { recursive: true });
    writeFileSync(join(beside, "._units.csv"), Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]));
    const { projects } = await loadPacks(projectsDir);
    expect(projects.map(({ id }) => id)).toEqual(["riverside"]);
  });
});
