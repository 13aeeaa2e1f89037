import type { SaxesTagPlain } from "saxes";
import { textOf, type Cell, type Sheet, type SheetRow } from "../../cells.ts";
import { unescapeText } from "../escapedText.ts";
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from "../limits.ts";
import type { Part } from "./openArchive.ts";
import { parseXml } from "./parseXml.ts";
import { Refusal } from "./refusal.ts";
import { openTexts } from "./texts.ts";

type Attributes = Readonly<Record<string, string>>;

const countIn = (attributes: Attributes, name: string): number =>
  Math.max(1, Number.parseInt(attributes[name] ?? "1", 10) || 1);

/** Elements whose text is not part of the cell's. */
const ASIDE: ReadonlySet<string> = new Set([
  "office:annotation",
  "draw:frame",
  "draw:custom-shape",
  "table:tracked-changes",
  "table:shapes",
]);

function toCell(attributes: Attributes, text: string): Cell {
  if (attributes["calcext:value-type"] === "error") return { text, error: true };
  switch (attributes["office:value-type"]) {
    case "float":
    case "currency":
    case "percentage": {
      const number = Number(attributes["office:value"]);
      return { text: text === "" ? String(number) : text, number };
    }
    case "date": {
      const [year = 0, month = 0, day = 0] = (attributes["office:date-value"] ?? "")
        .slice(0, 10)
        .split("-")
        .map(Number);
      return { text, date: { year, month, day } };
    }
    case "boolean":
      return attributes["office:boolean-value"] === "true" ? "yes" : "no";
    default:
      return unescapeText(text);
  }
}

/** Builds the sheets while parsing, so that the whole document is never in memory. */
class OdsReader {
  readonly sheets: Sheet[] = [];
  readonly #copy = openTexts();
  readonly #hiddenStyles = new Set<string>();
  #style = "";
  #rows: SheetRow[] = [];
  #sheet = { name: "", isHidden: false };
  #row = 0;
  #cells: Cell[] = [];
  #cellCount = 0;
  /** Cells merged over rows below, by column. */
  #merged = new Map<number, { readonly value: Cell; left: number }>();
  #rowAttributes: Attributes = {};
  #cell: { readonly attributes: Attributes; readonly isCovered: boolean } | undefined;
  #column = 0;
  #text = "";
  #paragraphs = 0;
  #aside = 0;
  #depth = 0;

  open({ name, attributes }: SaxesTagPlain): void {
    if (ASIDE.has(name)) this.#aside += 1;
    if (this.#aside > 0) return;
    switch (name) {
      case "style:style":
        this.#style = attributes["style:name"] ?? "";
        break;
      case "style:table-properties":
        if (attributes["table:display"] === "false") this.#hiddenStyles.add(this.#style);
        break;
      case "table:table":
        this.#openTable(attributes);
        break;
      case "table:table-row":
        this.#rowAttributes = attributes;
        this.#cells = [];
        this.#column = 0;
        break;
      case "table:table-cell":
      case "table:covered-table-cell":
        this.#cell = { attributes, isCovered: name === "table:covered-table-cell" };
        this.#text = "";
        this.#paragraphs = 0;
        break;
      case "text:p":
        if (this.#paragraphs > 0) this.#text += "\n";
        this.#paragraphs += 1;
        break;
      case "text:s":
        this.#text += " ".repeat(Math.min(countIn(attributes, "text:c"), 100));
        break;
      case "text:tab":
      case "text:line-break":
        this.#text += " ";
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#cell !== undefined && this.#paragraphs > 0 && this.#aside === 0) this.#text += text;
  }

  close(name: string): void {
    if (ASIDE.has(name)) {
      this.#aside -= 1;
      return;
    }
    if (this.#aside > 0) return;
    if (name === "table:table-cell" || name === "table:covered-table-cell") this.#closeCell();
    else if (name === "table:table-row") this.#closeRow();
    else if (name === "table:table") this.#closeTable();
  }

  #openTable(attributes: Attributes): void {
    this.#depth += 1;
    if (this.#depth > 1) return;
    const style = attributes["table:style-name"] ?? "";
    this.#sheet = {
      name: attributes["table:name"] ?? "",
      isHidden: this.#hiddenStyles.has(style),
    };
    this.#rows = [];
    this.#row = 0;
    this.#merged = new Map();
  }

  #closeTable(): void {
    this.#depth -= 1;
    if (this.#depth === 0 && this.#rows.length > 0) {
      this.sheets.push({ ...this.#sheet, rows: this.#rows });
    }
  }

  #mergedAt(column: number): Cell {
    return this.#merged.get(column)?.value ?? "";
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    this.#cell = undefined;
    const { attributes, isCovered } = cell;
    const times = countIn(attributes, "table:number-columns-repeated");
    const rows = countIn(attributes, "table:number-rows-spanned");
    const own = isCovered ? "" : toCell(attributes, this.#copy(this.#text.trim()));
    const hasValue = textOf(own) !== "";
    if (hasValue && this.#column + times > MAX_COLUMNS) throw new Refusal("too_many_columns");
    // While merges from above are open, covered cells belong to them.
    const last = hasValue ? times : Math.min(times, MAX_COLUMNS - this.#column);
    for (let index = 0; index < last; index += 1) {
      const column = this.#column + index;
      const value = isCovered ? this.#mergedAt(column) : own;
      if (textOf(value) === "") continue;
      while (this.#cells.length < column) this.#cells.push("");
      this.#cells[column] = value;
    }
    if (rows > 1 && hasValue) this.#merged.set(this.#column, { value: own, left: rows });
    this.#column += times;
  }

  #closeRow(): void {
    const times = countIn(this.#rowAttributes, "table:number-rows-repeated");
    const filled = this.#cells.filter((cell) => textOf(cell) !== "").length;
    if (filled > 0) {
      if (this.#rows.length + times > MAX_ROWS) throw new Refusal("too_many_rows");
      this.#cellCount += filled * times;
      if (this.#cellCount > MAX_CELLS) throw new Refusal("too_large");
      for (let index = 1; index <= times; index += 1) {
        this.#rows.push({ row: this.#row + index, cells: this.#cells });
      }
    }
    this.#row += times;
    for (const [column, merge] of this.#merged) {
      merge.left -= times;
      if (merge.left <= 0) this.#merged.delete(column);
    }
  }
}

/** Reads the `content.xml` of an ODS. Formulas are read as their stored values. Throws if it is damaged or too large. */
export async function readOds(content: Part): Promise<readonly Sheet[]> {
  const reader = new OdsReader();
  await parseXml(content, {
    open: (tag) => reader.open(tag),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  return reader.sheets;
}
