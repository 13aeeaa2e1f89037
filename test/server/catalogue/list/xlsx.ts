import { strToU8, zipSync } from "fflate";

/** An XLSX with one sheet, from its XML and that of the shared texts; with several copies of the sheet, if wished. */
export function xlsx(sheet: string, texts = "", copies = 1): Uint8Array {
  const numbers = Array.from({ length: copies }, (_, index) => index + 1);
  const each = (xml: (number: number) => string) => numbers.map(xml).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packageNs = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}<Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="${packageNs}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((number) => `<sheet name="S${number}" sheetId="${number}" r:id="r${number}"/>`)}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships xmlns="${packageNs}/relationships">${each((number) => `<Relationship Id="r${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="texts" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    "xl/sharedStrings.xml": strToU8(`<sst xmlns="${main}">${texts}</sst>`),
    ...Object.fromEntries(
      numbers.map((number) => [
        `xl/worksheets/sheet${number}.xml`,
        strToU8(`<worksheet xmlns="${main}">${sheet}</worksheet>`),
      ]),
    ),
  });
}
