import fc from "fast-check";
import { read as readBook, utils } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import type { Unit } from "../../../../schema/catalogue/catalogue.ts";
import { UNIT_KINDS } from "../../../../schema/values/unitKinds.ts";
import { UNIT_STATUSES } from "../../../../schema/values/unitStatus.ts";
import { idOf } from "../../../../server/catalogue/list/figures/unitNumbers.ts";
import { toSquareMetres } from "../../../../server/catalogue/list/figures/squareMetres.ts";
import type { ListContext } from "../../../../server/catalogue/list/reading.ts";
import { writeList } from "../../../../server/catalogue/list/writeList.ts";
import { omitUndefined } from "../../../../server/catalogue/omitUndefined.ts";
import { read, TOWER, unitsOf } from "./reading.ts";

const ASPECTS = ["sea", "park", "n-1"];
const CONTEXT: ListContext = {
  ...TOWER,
  buildings: ["a", "b-2"].map((id) => ({
    id,
    floors: [-1, 0, 1, 2, 3].map((number) => ({ number, label: number === 0 ? "G" : `${number}` })),
  })),
  aspects: ASPECTS.map((id) => ({ id, name: { en: id } })),
  layouts: [{ id: "2C" }],
};

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const number = fc
  .stringMatching(/^[A-Za-z0-9А-Яа-я][A-Za-z0-9А-Яа-я/.#@=+-]{0,8}[0-9]$/u)
  .filter((text) => !/^(?:кв|квартира|apt|apartment|unit|flat|no)/iu.test(text));
/** Words without another meaning, with every sign that may begin a formula. */
const label = fc
  .tuple(
    fc.constantFrom("", "=", "+", "-", "@", "'", "'=", "''+"),
    fc.stringMatching(/^[a-zб"';,\n ]{0,9}$/u),
  )
  .map(([sign, text]) => `${sign}${text}`.trim())
  .filter((text) => text !== "");

const anyUnit = (areaUnit: "m2" | "sqft") =>
  fc
    .record({
      building: fc.constantFrom("a", "b-2"),
      kind: maybe(fc.constantFrom(...UNIT_KINDS)),
      floor: fc.integer({ min: -1, max: 2 }),
      isDuplex: fc.boolean(),
      phase: maybe(fc.constantFrom("Phase 1", "=2", "III")),
      number,
      label: maybe(label),
      span: fc.integer({ min: 1, max: 3 }),
      layout: maybe(fc.constant("2C")),
      bedrooms: maybe(fc.integer({ min: 0, max: 9 })),
      size: maybe(fc.integer({ min: 100, max: 900_000 })),
      aspects: fc.uniqueArray(fc.constantFrom(...ASPECTS)),
      status: maybe(fc.constantFrom(...UNIT_STATUSES)),
      price: maybe(fc.integer({ min: 1, max: 10 ** 12 })),
      hidden: fc.boolean(),
    })
    .map(({ isDuplex, size, hidden, ...home }): Unit => {
      const id = idOf(home.building, home.number);
      const area = size === undefined ? undefined : toSquareMetres(size / 100, areaUnit);
      return omitUndefined({
        ...home,
        id: id.ok ? id.value : "",
        area,
        topFloor: isDuplex ? home.floor + 1 : undefined,
        hidden: hidden ? (true as const) : undefined,
      });
    })
    // The list cannot give bedrooms of a plot.
    .filter(
      ({ kind, bedrooms }) => bedrooms === undefined || kind === undefined || kind === "villa",
    );

const homesOf = (areaUnit: "m2" | "sqft") =>
  fc.uniqueArray(anyUnit(areaUnit), { selector: ({ id }) => id, minLength: 1, maxLength: 12 });

describe("an exported list can be imported without changes", () => {
  test.each([
    ["csv", 60],
    ["xlsx", 3],
  ] as const)("as %s", { timeout: 60_000 }, async (format, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom("m2" as const, "sqft" as const)
          .chain((areaUnit) => fc.tuple(fc.constant(areaUnit), homesOf(areaUnit))),
        fc.constantFrom(["AED", 2], ["KWD", 3], ["JPY", 0]),
        async ([areaUnit, homes], [currency, digits]) => {
          const context: ListContext = {
            ...CONTEXT,
            areaUnit,
            currency,
            digits,
            units: homes,
          };
          const bytes = await writeList(homes, context, format);
          const { units, problems } = await read(bytes, context);
          const doubts = new Set(["unlikely_area", "unlikely_price"]);
          expect(problems.filter(({ code }) => !doubts.has(code))).toEqual([]);
          const refused = new Set(problems.map(({ unit }) => unit));
          expect(units.map(({ unit }) => unit)).toEqual(homes.filter(({ id }) => !refused.has(id)));
        },
      ),
      { numRuns, endOnFailure: format === "xlsx" },
    );
  });
});

describe("trap 54: no exported cell is a formula", () => {
  const home: Unit = {
    id: "a-101",
    building: "a",
    floor: -1,
    number: "101",
    label: '=HYPERLINK("http://x")',
    phase: "@SUM(A1)",
    span: 1,
    aspects: [],
  };
  const context: ListContext = { ...CONTEXT, units: [home] };

  test("in CSV, where numbers stay numbers", async () => {
    const text = new TextDecoder().decode(await writeList([home], context, "csv"));
    expect(text.split("\r\n")[1]).toBe(
      `a,-1,101,,1,"'=HYPERLINK(""http://x"")",,,,,,,,,apartment,'@SUM(A1)`,
    );
    expect((await unitsOf(text, context))[0]).toEqual({ ...home });
  });

  test("in XLSX", async () => {
    const bytes = await writeList([home], context, "xlsx");
    const sheet = readBook(bytes, { type: "array" }).Sheets["Homes"] ?? {};
    const texts = utils
      .sheet_to_json<unknown[]>(sheet, { header: 1 })
      .flat()
      .filter((cell) => typeof cell === "string");
    expect(texts.filter((text) => /^[=+@]/.test(text))).toEqual([]);
    expect(texts).toContain(`'=HYPERLINK("http://x")`);
  });
});
