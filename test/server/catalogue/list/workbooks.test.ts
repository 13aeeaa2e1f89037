import { readFileSync } from "node:fs";
import { join } from "node:path";
import { utils, write } from "@e965/xlsx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { textOf, type Sheet } from "../../../../server/catalogue/list/cells.ts";
import { readFile } from "../../../../server/catalogue/list/file/readFile.ts";
import { refusalOf } from "./reading.ts";
import { xlsx } from "./xlsx.ts";

async function sheetsOf(file: Uint8Array): Promise<readonly Sheet[]> {
  const sheets = await readFile(file);
  if (!sheets.ok) throw new Error(sheets.problem.code);
  return sheets.value;
}

const textsOf = ({ rows }: Sheet) =>
  rows.map(({ row, cells }) => [row, ...cells.map((cell) => textOf(cell))]);

const HOMES = 8000;
const HEADER = ["Building", "Unit", "Price", "Remark"];
const homesOf = (tower: string) =>
  Array.from({ length: HOMES }, (_, home) => [
    home === 0 ? tower : "",
    `${tower}-${home + 1}`,
    1_000_000 + home,
    home % 3 === 0 ? "" : `Бронь № ${home} до 12 марта, <от> "А & Б"`,
  ]);

/** Two sheets, each of several pieces, with one building merged over all rows. */
function largeWorkbook(bookType: "xlsx" | "ods", bookSST: boolean): Uint8Array {
  const book = utils.book_new();
  for (const tower of ["A", "B"]) {
    const sheet = utils.aoa_to_sheet([HEADER, ...homesOf(tower)]);
    sheet["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: HOMES, c: 0 } }];
    utils.book_append_sheet(book, sheet, `Tower ${tower}`);
  }
  const bytes = write(book, { type: "array", bookType, bookSST, compression: true });
  return new Uint8Array(bytes as ArrayBuffer);
}

/** The same with the names of parts that 1C writes. */
function as1C(file: Uint8Array): Uint8Array {
  const renamed = Object.entries(unzipSync(file)).map(([name, part]) => {
    const xml = strFromU8(part).replaceAll("sharedStrings.xml", "SharedStrings.xml");
    return [name.replace("sharedStrings", "SharedStrings"), strToU8(xml)] as const;
  });
  return zipSync(Object.fromEntries(renamed));
}

/** The same with the prefix that .NET programs write. */
function asDotNet(file: Uint8Array): Uint8Array {
  const prefixed = Object.entries(unzipSync(file)).map(([name, part]) => {
    const xml = strFromU8(part)
      .replaceAll(/<(\/?)(?=[a-z])/gi, "<$1x:")
      .replace('xmlns="', 'xmlns:x="');
    return [name, /sheet\d|shared/.test(name) ? strToU8(xml) : part] as const;
  });
  return zipSync(Object.fromEntries(prefixed));
}

describe("a workbook that is read in pieces", () => {
  test.each([
    ["XLSX with shared texts", largeWorkbook("xlsx", true)],
    ["XLSX with texts in its cells", largeWorkbook("xlsx", false)],
    ["XLSX of 1C", as1C(largeWorkbook("xlsx", true))],
    ["XLSX of .NET", asDotNet(largeWorkbook("xlsx", true))],
    ["ODS", largeWorkbook("ods", false)],
  ])("has all rows with their numbers, and merged cells over all of them: %s", async (_, file) => {
    const sheets = await sheetsOf(file);
    expect(sheets.map(({ name }) => name)).toEqual(["Tower A", "Tower B"]);
    for (const [index, tower] of ["A", "B"].entries()) {
      const rows = homesOf(tower).map(([, unit, price, remark], home) => {
        const cells = [home + 2, tower, unit, String(price), remark];
        return remark === "" ? cells.slice(0, -1) : cells;
      });
      expect(textsOf(sheets[index] ?? sheets[0]!)).toEqual([[1, ...HEADER], ...rows]);
    }
  });

  test.each([
    ["without numbers", () => "<row>", 1],
    ["whose numbers come late", (row: number) => `<row spans="1:2" r="${row}">`, 1],
    ["with few numbers", (row: number) => (row % 1000 === 1 ? `<row r="${row}">` : "<row>"), 1],
    ["between closed ones", (row: number) => `<row r="${row - 1}"/><row r="${row}">`, 2],
  ])("rows keep their numbers: %s", async (_name, open, step) => {
    const numbers = Array.from({ length: 20_000 }, (_, home) => 1 + home * step);
    const nameOf = (row: number) => `Home ${row}, whose long name makes the sheet one of pieces`;
    const rows = numbers.map((row) => `${open(row)}<c t="str"><v>${nameOf(row)}</v></c></row>`);
    const sheets = await readFile(xlsx(`<sheetData>${rows.join("")}</sheetData>`));

    expect(sheets.ok && textsOf(sheets.value[0]!)).toEqual(
      numbers.map((row) => [row, nameOf(row)]),
    );
  });
});

describe("shared texts", () => {
  const texts = [
    "<si><t>Sea view</t></si>",
    "<si><r><rPr><b/></rPr><t>Sold </t></r><r><t xml:space='preserve'>&amp; paid</t></r></si>",
    "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>",
    "<si><t>line_x000A_break</t></si>",
    "<si/>",
  ].join("");

  test.each([
    ["as programs write them", '<c r="$" s="0" t="s"><v>#</v></c>'],
    ["of formulas", '<c t="s" r="$"><f>A1</f><v>#</v></c>'],
    ["in apostrophes", "<c r='$' t='s'><v>#</v></c>"],
    ["with spaces", '<c r="$" t="s"> <v>#</v> </c>'],
  ])("%s: formats and phonetic readings are left out", async (_name, cell) => {
    const cells = Array.from({ length: 5 }, (_, column) =>
      cell.replace("$", `${"ABCDE"[column]}1`).replace("#", String(column)),
    );
    const last = '<c r="F1"><v>1</v></c>';
    const file = xlsx(`<sheetData><row r="1">${cells.join("")}${last}</row></sheetData>`, texts);
    expect(textsOf((await sheetsOf(file))[0]!)).toEqual([
      [1, "Sea view", "Sold & paid", "東京", "line\nbreak", "", "1"],
    ]);
  });

  test("a long one that every cell names is refused", async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(1000);
    const rows = Array.from({ length: 100 }, (_, row) => `<row r="${row + 1}">${cells}</row>`);
    const long = `<si><t>${"a".repeat(30_000)}</t></si>`;
    const file = xlsx(`<sheetData>${rows.join("")}</sheetData>`, long);
    expect(await refusalOf(file)).toBe("too_large");
  });
});

test.each(["tower.xlsx", "tower.ods"])(
  "bytes after the archive, as mail programs append them, change nothing: %s",
  async (name) => {
    const file = readFileSync(join(import.meta.dirname, "fixtures", name));
    const sheets = await sheetsOf(Buffer.concat([file, Buffer.from("\r\n")]));
    expect(sheets).toEqual(await sheetsOf(file));
  },
);
