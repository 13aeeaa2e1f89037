import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { utils, write, type BookType } from "@e965/xlsx";
import { strToU8, zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { NEW, problemsIn, read, refusalOf, unitsOf, warningsIn } from "./reading.ts";
import { xlsx } from "./xlsx.ts";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));

const TABLE = [
  ["Unit No", "Этаж", "السعر", "Status"],
  ["101", "1", "1250000", "Available"],
  ["102", "2", "985000", "Sold"],
];
const csv = (delimiter = ",", rows: readonly (readonly string[])[] = TABLE) =>
  `${rows.map((row) => row.join(delimiter)).join("\r\n")}\r\n`;
const TWO = [
  { number: "101", floor: 1, price: 125_000_000, status: "available" },
  { number: "102", floor: 2, price: 98_500_000, status: "sold" },
];

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return isLittle ? bytes : bytes.swap16();
};

/** Encodes in a single-byte code page, which Node cannot write itself. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code]),
  );
  return Uint8Array.from(Array.from(text, (letter) => codes.get(letter) ?? 0x3f));
}

function workbook(rows: readonly (readonly unknown[])[], bookType: BookType): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][]), "Sheet1");
  return new Uint8Array(write(book, { type: "array", bookType, compression: true }) as ArrayBuffer);
}

describe("the same list in every encoding and format", () => {
  test.each([
    ["CSV", csv()],
    ["CSV with semicolons", csv(";")],
    ["TSV", csv("\t")],
    ["sep=;", `sep=;\r\n${csv(";")}`],
    ["UTF-8 with a mark", `\uFEFF${csv()}`],
    ["UTF-16LE with a mark", utf16(`\uFEFF${csv("\t")}`, true)],
    ["UTF-16BE with a mark", utf16(`\uFEFF${csv("\t")}`, false)],
    ["UTF-16LE without a mark", utf16(csv("\t"), true)],
    ["UTF-16BE without a mark", utf16(csv("\t"), false)],
    ["XLSX", workbook(TABLE, "xlsx")],
    ["ODS", workbook(TABLE, "ods")],
  ])("%s", async (_name, list) => {
    expect(await unitsOf(list)).toMatchObject(TWO);
  });

  test.each([
    ["windows-1251", "Квартира;Этаж;Статус;Вид\r\n101;1;в продаже;Двор\r\n102;2;бронь;Река\r\n"],
    [
      "windows-1256",
      "رقم الوحدة;الطابق;الحالة;الإطلالة\r\n101;1;متاح;البحر\r\n102;2;محجوز;حديقة\r\n",
    ],
    [
      "windows-1252",
      "Unit;Floor;Status;View\r\n101;1;Available;Allée du château\r\n102;2;Reserved;Sea\r\n",
    ],
  ])("%s", async (encoding, text) => {
    const bytes = encode(text, encoding);
    expect(isUtf8(bytes)).toBe(false);
    const { units, aspects, problems } = await read(bytes);
    expect(problems).toEqual([]);
    expect(units.map(({ unit }) => [unit.number, unit.floor, unit.status])).toEqual([
      ["101", 1, "available"],
      ["102", 2, "reserved"],
    ]);
    expect(aspects).toEqual((await read(text)).aspects);
  });

  test("rows are numbered like in the spreadsheet", async () => {
    const text = 'Unit,Floor,Price\r\n"101\n",1,cheap\r\n\r\n102,2,dear\r\n';
    expect(await problemsIn(text)).toEqual(["C2 bad_price", "C4 bad_price"]);
    expect(await problemsIn(`sep=,\r\n${text}`)).toEqual(["C2 bad_price", "C4 bad_price"]);
    const rows = [["Unit", "Floor", "Price"], ["101", 1, "cheap"], [], ["102", 2, "dear"]];
    for (const type of ["xlsx", "ods"] as const) {
      expect(await problemsIn(workbook(rows, type))).toEqual([
        "Sheet1!C2 bad_price",
        "Sheet1!C4 bad_price",
      ]);
    }
  });
});

describe("workbooks that LibreOffice wrote", () => {
  test.each(["tower.xlsx", "tower.ods"])(
    "%s: titles, a header of two lines, merged cells, a filter, a formula, a date, eaten zeros, two towers",
    async (name) => {
      const { units, buildings, problems } = await read(fixture(name), NEW);
      expect(problems).toEqual([]);
      expect(units.map(({ cell }) => cell)).toEqual([
        "'Tower A'!B6",
        "'Tower A'!B7",
        "'Tower A'!B8",
        "'Tower B'!A2",
      ]);
      expect(units.map(({ unit }) => unit)).toEqual([
        {
          id: "a-0101",
          building: "a",
          floor: 1,
          number: "0101",
          span: 1,
          bedrooms: 1,
          area: 59.9531,
          terrace: 7.8299,
          aspects: ["sea"],
          status: "available",
          price: 125_000_000,
        },
        {
          id: "a-0102",
          building: "a",
          floor: 1,
          number: "0102",
          span: 1,
          bedrooms: 2,
          area: 94.055,
          terrace: 11.1484,
          aspects: ["park"],
          status: "reserved",
          price: 248_000_000,
        },
        {
          id: "a-1-2",
          building: "a",
          floor: 1,
          number: "1-2",
          span: 1,
          bedrooms: 0,
          area: 37.1612,
          aspects: [],
          status: "sold",
        },
        {
          id: "b-101",
          building: "b",
          floor: 0,
          number: "101",
          span: 1,
          aspects: [],
          price: 99_000_050,
        },
      ]);
      expect(buildings).toEqual([
        { id: "a", name: "Tower A", floors: [{ number: 1, label: "1" }] },
        { id: "b", name: "Tower B", floors: [{ number: 0, label: "G" }] },
      ]);
      expect(await warningsIn(fixture(name), NEW)).toEqual(["'Tower A'!B8 date_was_number"]);
    },
  );
});

test("formulas are read as their stored values, and errors are reported", async () => {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ["Unit", "Floor", "Price"],
    ["101", 1, 0],
    ["102", 1, 0],
  ]);
  sheet["C2"] = { t: "n", v: 1_250_000, f: 'WEBSERVICE("http://127.0.0.1/")' };
  sheet["C3"] = { t: "e", v: 0x2a, w: "#N/A", f: "NA()" };
  utils.book_append_sheet(book, sheet, "Sheet1");
  const bytes = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
  const { units, problems } = await read(bytes);
  expect(units.map(({ unit }) => unit.price)).toEqual([125_000_000]);
  expect(problems.map(({ cell, code }) => `${cell} ${code}`)).toContain("Sheet1!C3 cell_error");
});

const CONTENT = (body: string, head = "") =>
  `<?xml version="1.0"?>${head}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">${body}</table:table></office:spreadsheet></office:body></office:document-content>`;
const ods = (body: string, head?: string, others: Zippable = {}) =>
  zipSync({ "content.xml": strToU8(CONTENT(body, head)), ...others });
const row = (cells: string, times = 1) =>
  `<table:table-row table:number-rows-repeated="${times}">${cells}</table:table-row>`;
const cell = (text: string, times = 1) =>
  `<table:table-cell office:value-type="string" table:number-columns-repeated="${times}"><text:p>${text}</text:p></table:table-cell>`;

/** Declares another size for a part in its archive's directory. */
function declareSize(archive: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  for (let at = 0; (at = bytes.indexOf("PK\u0001\u0002", at, "latin1")) !== -1; at += 4) {
    bytes.writeUInt32LE(size, at + 24);
  }
  return bytes;
}

const header = row(cell("Unit") + cell("Floor"));

describe("files that are not lists are rejected with advice", () => {
  test.each([
    ["nothing", new Uint8Array(), "empty"],
    ["an empty table", ",,\r\n,,\r\n", "empty"],
    ["an old Excel file", fixture("tower.xls"), "old_excel"],
    ["a workbook with a password", fixture("locked.xlsx"), "password"],
    [
      "an ODS with a password",
      ods(header, "", { "META-INF/manifest.xml": strToU8("<manifest:encryption-data/>") }),
      "password",
    ],
    ["a Numbers document", zipSync({ "Index/Document.iwa": strToU8("x") }), "numbers"],
    ["a PDF", "%PDF-1.7\n", "pdf"],
    ["another archive", zipSync({ "readme.txt": strToU8("x") }), "other_format"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "other_format"],
    ["half a workbook", fixture("tower.xlsx").subarray(0, 5000), "damaged"],
    ["half a sheet", ods(header).subarray(0, 200), "damaged"],
  ])("%s", async (_name, file, code) => {
    expect(await refusalOf(file)).toBe(code);
  });
});

describe("files that expand are rejected", () => {
  test.each([
    ["more than 50,000 rows", `Unit,Floor\n${"1,1\n".repeat(50_001)}`, "too_many_rows"],
    ["a million columns", `Unit,Floor\n1,1${",".repeat(1_000_000)}x\n`, "too_many_columns"],
    ["50,001 rows of an ODS by one", ods(header + row(cell("1"), 50_001)), "too_many_rows"],
    ["a million columns of an ODS by one", ods(row(cell("1", 1_000_000))), "too_many_columns"],
    ["a row repeated without end", ods(header + row(cell("1", 900), 49_000)), "too_large"],
    [
      "an entity bomb in an ODS",
      ods(row(cell("&b;")), `<!DOCTYPE x [<!ENTITY a "${"x".repeat(99)}"><!ENTITY b "&a;&a;">]>`),
      "damaged",
    ],
    [
      "an entity bomb in an XLSX",
      xlsx(
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><sheetData><row r="1"><c><v>1</v></c></row></sheetData>',
      ),
      "damaged",
    ],
    [
      "a column of an XLSX far to the right",
      xlsx(
        '<sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
      ),
      "too_many_columns",
    ],
    [
      "an XLSX of two million cells",
      xlsx(`<sheetData>${`<row>${"<c><v>1</v></c>".repeat(1000)}</row>`.repeat(2000)}</sheetData>`),
      "too_large",
    ],
    [
      "a row of an XLSX of a million cells",
      xlsx(`<sheetData><row r="1">${"<c><v>1</v></c>".repeat(1_000_000)}</row></sheetData>`),
      "too_many_columns",
    ],
    [
      "a row of a CSV of a million cells",
      `Unit,Floor\n${"1,".repeat(1_000_000)}\n`,
      "too_many_columns",
    ],
    [
      "a zip bomb that declares its size",
      zipSync({ "content.xml": new Uint8Array(100 * 1024 * 1024) }),
      "too_large",
    ],
    [
      "a zip bomb that lies about it",
      declareSize(zipSync({ "content.xml": new Uint8Array(100 * 1024 * 1024) }), 1000),
      "damaged",
    ],
  ])("%s", async (_name, file, code) => {
    expect(await refusalOf(file)).toBe(code);
  });

  test("endless empty rows and columns are ignored", async () => {
    const body = header + row(cell("101") + cell("1")) + row("<table:table-cell/>", 1_048_570);
    const wide = body.replaceAll(
      "</table:table-row>",
      '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>',
    );
    expect((await unitsOf(ods(wide))).map(({ number }) => number)).toEqual(["101"]);
  });
});
