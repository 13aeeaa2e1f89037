import { strToU8, zipSync, type Zippable } from "fflate";

const MB = 1024 * 1024;

/** A text repeated up to a size in bytes. */
const repeated = (text: string, bytes: number): Uint8Array =>
  new Uint8Array(Buffer.alloc(bytes, text));

const join = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

const zip = (parts: Zippable): Uint8Array => zipSync(parts, { level: 6 });

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const XLSX = {
  "[Content_Types].xml": strToU8(
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  ),
  "_rels/.rels": strToU8(
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  "xl/workbook.xml": strToU8(
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  "xl/_rels/workbook.xml.rels": strToU8(
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
};
const OPEN = `<worksheet xmlns="${MAIN}"><sheetData>`;
const CLOSE = "</sheetData></worksheet>";
const sheet = (...rows: readonly (string | Uint8Array)[]): Uint8Array =>
  zip({ ...XLSX, "xl/worksheets/sheet1.xml": join(OPEN, ...rows, CLOSE) });

/** A sheet of rows, and the shared texts that its cells may name. */
const textsAndRows = (
  texts: readonly (string | Uint8Array)[],
  rows: readonly string[] = [],
): Uint8Array =>
  zip({
    ...XLSX,
    "xl/worksheets/sheet1.xml": join(OPEN, ...rows, CLOSE),
    "xl/sharedStrings.xml": join(`<sst xmlns="${MAIN}">`, ...texts, "</sst>"),
  });

const ODS_OPEN =
  '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">';
const ODS_CLOSE = "</table:table></office:spreadsheet></office:body></office:document-content>";
const ods = (...content: readonly (string | Uint8Array)[]): Uint8Array =>
  zip({ "content.xml": join(ODS_OPEN, ...content, ODS_CLOSE) });

const letters = (column: number): string =>
  (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) +
  String.fromCodePoint(65 + (column % 26));

/** Files that grow while they are read: each a name, and a function that makes it. */
export const BOMBS: readonly (readonly [string, () => Uint8Array])[] = [
  [
    "gigabytes of an XLSX",
    () => zip({ ...XLSX, "xl/worksheets/sheet1.xml": repeated(" ", 700 * MB) }),
  ],
  ["gigabytes of an ODS", () => zip({ "content.xml": repeated(" ", 700 * MB) })],
  ["60 MB of blanks in a sheet", () => sheet(repeated(" ", 60 * MB))],
  ["60 MB of empty cells", () => sheet('<row r="2">', repeated('<c r="A2"/>', 60 * MB), "</row>")],
  ["60 MB of empty rows", () => sheet(repeated('<row r="3"></row>', 60 * MB))],
  ["60 MB of shared texts", () => textsAndRows([repeated("<si><t>a</t></si>", 60 * MB)])],
  [
    "90 MB of shared texts that differ",
    () =>
      textsAndRows([
        Array.from({ length: 2_500_000 }, (_, at) => `<si><t>a long text ${at}</t></si>`).join(""),
      ]),
  ],
  [
    "a long text that every cell names",
    () =>
      textsAndRows(
        ["<si><t>", repeated("a", 30_000), "</t></si>"],
        Array.from(
          { length: 500 },
          (_, row) => `<row r="${row + 1}">${'<c t="s"><v>0</v></c>'.repeat(1000)}</row>`,
        ),
      ),
  ],
  [
    "90 MB of numbered rows",
    () =>
      sheet(
        Array.from({ length: 3_000_000 }, (_, at) => `<row r="${at + 1}"><c r="A1"/></row>`).join(
          "",
        ),
      ),
  ],
  [
    "one cell of 60 MB",
    () =>
      sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>',
        repeated("ж", 60 * MB),
        "</t></is></c></row>",
      ),
  ],
  [
    "a million columns of an XLSX",
    () =>
      sheet(
        '<row r="1">',
        Array.from({ length: 1_000_000 }, (_, at) => `<c r="${letters(at)}1"><v>1</v></c>`).join(
          "",
        ),
        "</row>",
      ),
  ],
  [
    "an XLSX merged to its last cell",
    () =>
      zip({
        ...XLSX,
        "xl/worksheets/sheet1.xml": strToU8(
          `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
        ),
      }),
  ],
  [
    "an entity bomb in an XLSX",
    () =>
      zip({
        ...XLSX,
        "xl/worksheets/sheet1.xml": strToU8(
          `<!DOCTYPE x [<!ENTITY a "${"a".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY c "${"&b;".repeat(1000)}">]>${OPEN}<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>${CLOSE}`,
        ),
      }),
  ],
  [
    "an entity bomb in an ODS",
    () =>
      zip({
        "content.xml": strToU8(
          `<!DOCTYPE x [<!ENTITY a "${"a".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}">]>${ODS_OPEN}<table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row>${ODS_CLOSE}`,
        ),
      }),
  ],
  ["60 MB of open elements", () => ods(repeated("<a>", 60 * MB))],
  ["an attribute of 60 MB", () => ods('<table:table-row table:x="', repeated("a", 60 * MB), '"/>')],
  [
    "a million columns of an ODS",
    () =>
      ods(
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000" office:value-type="string"><text:p>1</text:p></table:table-cell></table:table-row>',
      ),
  ],
  ["a million columns of a CSV", () => join("Unit,Floor\n", repeated("1,", 2 * MB))],
  ["cells of 15 MB", () => repeated("1,", 15 * MB)],
  ["cells of 9 MB", () => repeated("1,", 9 * MB)],
  ["9 MB in one cell", () => join('Unit,Floor\n"', repeated("ж", 9 * MB))],
  ["9 MB of empty lines", () => join("Unit,Floor\n", repeated("\n", 9 * MB))],
];
