import { describe, expect, test } from "vitest";
import { makePack } from "../packs.ts";
import { loadOne, problemsOf } from "../loading.ts";

const HEADER = ["building", "floor", "number", "bedrooms", "area", "price", "status"];
const ROWS = [
  ["a", "1", "101", "1", "48,14", "1 250 000,50", "Available"],
  ["a", "2", "201", "Studio", "30.5", "985000", ""],
];

const quoteWhereNeeded = (cell: string, delimiter: string) =>
  cell.includes(delimiter) ? `"${cell}"` : cell;

const toCsv = (delimiter: string, newline: string) =>
  [HEADER, ...ROWS]
    .map((row) => row.map((cell) => quoteWhereNeeded(cell, delimiter)).join(delimiter))
    .join(newline) + newline;

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return isLittle ? bytes : bytes.swap16();
};

const loadUnits = async (units: string | Uint8Array) => (await loadOne({ units })).units;

const EXPECTED = [
  {
    id: "a-101",
    building: "a",
    floor: 1,
    number: "101",
    span: 1,
    bedrooms: 1,
    area: 48.14,
    price: 125_000_050,
    status: "available",
    aspects: [],
    layout: "1-48.14",
  },
  {
    id: "a-201",
    building: "a",
    floor: 2,
    number: "201",
    span: 1,
    bedrooms: 0,
    area: 30.5,
    price: 98_500_000,
    aspects: [],
    layout: "0-30.5",
  },
];

describe("the same table in formats of spreadsheets", () => {
  test.each([
    ["commas", toCsv(",", "\n")],
    ["semicolons and CRLF", toCsv(";", "\r\n")],
    ["tabs and CR", toCsv("\t", "\r")],
    ["a UTF-8 byte-order mark", `\uFEFF${toCsv(";", "\r\n")}`],
    ["UTF-16LE, Excel's Unicode Text", utf16(toCsv("\t", "\r\n"), true)],
    ["UTF-16BE", utf16(toCsv("\t", "\r\n"), false)],
    ["Excel's separator line", `sep=;\r\n${toCsv(";", "\r\n")}`],
    ["empty lines after it", `${toCsv(";", "\r\n")};;;;;;\r\n\r\n;;;;;;\r\n`],
    ["an empty column after it", toCsv(";", "\r\n").replaceAll("\r\n", ";;\r\n")],
    [
      "untidy headers",
      toCsv(";", "\n").replace(HEADER.join(";"), HEADER.join(" ; ").toUpperCase()),
    ],
    ["everything quoted", toCsv(";", "\n").replaceAll(/[^;\n]+/g, '"$&"')],
  ])("%s", async (_name, units) => {
    expect(await loadUnits(units)).toEqual(EXPECTED);
  });

  test("columns in any order", async () => {
    const [first] = await loadUnits("price;number;floor;building\n1;7;1;a\n");
    expect(first).toMatchObject({ id: "a-7", price: 100 });
  });
});

const priceOf = async (cell: string, currency = "AED") =>
  (
    await loadOne({
      project: { currency },
      units: `building;floor;number;price\na;1;1;"${cell}"\n`,
    })
  ).units[0]?.price;

describe("prices", () => {
  test.each([
    ["1250000", 125_000_000],
    ["1 250 000", 125_000_000],
    ["1\u00A0250\u00A0000,5", 125_000_050],
    ["1\u202F250\u202F000.50", 125_000_050],
    ["1'250'000", 125_000_000],
    ["1’250’000", 125_000_000],
    ["1,250,000.50", 125_000_050],
    ["1.250.000,50", 125_000_050],
    ["985,000", 98_500_000],
    ["AED 985 000", 98_500_000],
    ["48,10", 4810],
    ["0.29", 29],
  ])("%s", async (cell, minor) => {
    expect(await priceOf(cell)).toBe(minor);
  });

  test("have the currency's minor units", async () => {
    expect(await priceOf("9800000", "JPY")).toBe(9_800_000);
    expect(await priceOf("98000,5", "KWD")).toBe(98_000_500);
    expect(await priceOf("12 500,00 ₽", "RUB")).toBe(1_250_000);
  });

  test.each([
    "-5",
    "12 50",
    "1,2,3",
    "1e6",
    "cheap",
    "12.345.6",
    "10.001,255",
    "0",
    "$5",
    "1.2345",
  ])("%s is refused with its line", async (cell) => {
    const units = `building;floor;number;price\na;1;1;"${cell}"\n`;
    expect(await problemsOf(makePack({ units }))).toEqual([
      expect.stringMatching(/^riverside\/units\.csv:2: price: /),
    ]);
  });

  test("are refused if a comma is ambiguous", async () => {
    const units = "building;floor;number;price\na;1;1;98,500\n";
    expect(await problemsOf(makePack({ project: { currency: "KWD" }, units }))).toHaveLength(1);
  });
});

describe("cells", () => {
  test("can name several aspects", async () => {
    const project = await loadOne({
      project: {
        aspects: [
          { id: "sea", name: "Sea" },
          { id: "park", name: "Park" },
        ],
      },
      units: "building,floor,number,aspects\na,1,1,sea | park\na,1,2,\n",
    });
    expect(project.units.map(({ aspects }) => aspects)).toEqual([["sea", "park"], []]);
  });

  test("are ignored if empty", async () => {
    expect(
      await loadUnits("building,floor,number,price,area,status,label,position\na,1,7,,,,,\n"),
    ).toEqual([{ id: "a-7", building: "a", floor: 1, number: "7", span: 1, aspects: [] }]);
  });

  test("may span lines, which are counted correctly", async () => {
    const units = 'building,floor,number,label\na,1,1,"two\nlines"\na,1,2,\na,x,3,\n';
    expect(await problemsOf(makePack({ units }))).toEqual([
      'riverside/units.csv:5: floor: "x" is not a whole number, nor a floor that is known',
    ]);
  });
});
