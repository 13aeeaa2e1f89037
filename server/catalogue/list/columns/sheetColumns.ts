import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { ColumnChoice, ListField } from "../../../../schema/list/fields.ts";
import type { ListMapping, SheetMapping } from "../../../../schema/list/mapping.ts";
import type { ColumnSource } from "../../../../schema/list/preview.ts";
import { columnLetter, textOf, type Sheet, type SheetRow } from "../cells.ts";
import { foreignCurrency } from "../figures/currencySigns.ts";
import { areaUnitIn, fieldOfHeader, isPackField } from "../words/headerWords.ts";
import { kindIn } from "../words/kindWords.ts";
import { knownStatus } from "../words/statusWords.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { columnsByContent } from "./columnsByContent.ts";
import { findHeader, headerTexts } from "./findHeader.ts";
import { titleAreaUnit } from "./titles.ts";
import { sheetMapping } from "./sheetMapping.ts";

export interface SheetColumn {
  /** From 0. */
  readonly column: number;
  readonly header: string;
  readonly choice: ColumnChoice;
  readonly source: ColumnSource;
  readonly areaUnit?: AreaUnit;
  /** The same known header appears in another column too, which is read instead. */
  readonly isSecond?: true;
  /** One of several columns named after statuses, in one of which each row has a mark. */
  readonly isMarked?: true;
}

/** Meaning of each column of a sheet. */
export interface SheetColumns {
  /** Last row of the header; 0: no header. `undefined`: none was found, and the sheet cannot be read. */
  readonly headerRow: number | undefined;
  readonly columns: readonly SheetColumn[];
  /** The rows below the header. */
  readonly rows: readonly SheetRow[];
  /** Whether the header is that of a pack's own list, in which floors are numbers. */
  readonly isPackList: boolean;
}

/** Choices that several columns may have. */
const MANY: ReadonlySet<ColumnChoice> = new Set(["aspects", "leave-out"]);

interface Choosing {
  readonly column: number;
  readonly header: string;
  readonly choice: ColumnChoice;
  readonly source: ColumnSource;
  readonly rank: number;
}

/** Rank of areas of land. */
const LAND = 3;
/** Rank of prices in another currency, which are read only if there are no others, and then refused. */
const FOREIGN = 10;

function chooseByHeader(
  headers: readonly string[],
  currency: string,
  mapping: ListMapping,
  own: SheetMapping | undefined,
): readonly Choosing[] {
  const words = (entries: SheetMapping["columns"]) =>
    new Map(Object.entries(entries ?? {}).map(([word, choice]) => [normaliseWord(word), choice]));
  const ownWords = words(own?.columns);
  const allWords = words(mapping.columns);
  const letters = { ...mapping.letters, ...own?.letters };
  const fields = headers.map((header) => fieldOfHeader(header)?.choice);
  const arePlots =
    !fields.includes("bedrooms") &&
    headers.some((header, at) => fields[at] === "number" && kindIn(header) === "plot");
  // "LB" and "LT": building and land, where "LT" alone is a floor.
  const isIndonesian = headers.some((header) => normaliseWord(header) === "lb");
  return headers.map((header, column) => {
    const word = normaliseWord(header);
    const said = letters[columnLetter(column)] ?? ownWords.get(word) ?? allWords.get(word);
    if (said !== undefined) return { column, header, choice: said, source: "person", rank: -1 };
    const meaning = fieldOfHeader(header);
    if (meaning === undefined)
      return { column, header, choice: "leave-out", source: "none", rank: 0 };
    if (word === "lt" && isIndonesian)
      return { column, header, choice: "area", source: "header", rank: LAND };
    const isForeign =
      meaning.choice === "price" &&
      currency !== "" &&
      foreignCurrency(header, currency) !== undefined;
    const isLand = meaning.choice === "area" && arePlots && meaning.rank === LAND;
    const own = isLand ? -0.2 : meaning.rank;
    const rank = isPackField(header) ? -0.5 : own + (isForeign ? FOREIGN : 0);
    return { column, header, choice: meaning.choice, source: "header", rank };
  });
}

/** Whether two columns have the same field and unit, which makes them ambiguous. */
const isAlike = (one: Choosing | undefined, other: Choosing): boolean =>
  one?.rank === other.rank && areaUnitIn(one.header) === areaUnitIn(other.header);

/** The columns "Available", "Reserved" and "Sold", if statuses are marked in them. */
function markedColumns(choices: readonly Choosing[]): ReadonlySet<Choosing> {
  const statuses = choices.filter(({ choice }) => choice === "status");
  const named = statuses.filter(({ header }) => knownStatus(header) !== undefined);
  return new Set(named.length > 1 && named.length === statuses.length ? named : []);
}

/** Keeps one column per field: the lowest rank, then the first. */
function keepBest(choices: readonly Choosing[]): readonly SheetColumn[] {
  const marked = markedColumns(choices);
  const best = new Map<ColumnChoice, Choosing>();
  for (const choosing of choices) {
    const rival = best.get(choosing.choice);
    if (rival === undefined || choosing.rank < rival.rank) best.set(choosing.choice, choosing);
  }
  return choices.map((choosing) => {
    const { column, header, choice, source } = choosing;
    const unit = areaUnitIn(header);
    const common = { column, header, source, ...(unit === undefined ? {} : { areaUnit: unit }) };
    if (marked.has(choosing)) return { ...common, choice, isMarked: true };
    if (MANY.has(choice) || best.get(choice) === choosing) return { ...common, choice };
    const isSecond = isAlike(best.get(choice), choosing) ? ({ isSecond: true } as const) : {};
    return { ...common, choice: "leave-out", ...isSecond };
  });
}

const AREAS: ReadonlySet<ColumnChoice> = new Set(["area", "terrace", "totalArea"]);

const withUnit = (column: SheetColumn, areaUnit: AreaUnit): SheetColumn =>
  AREAS.has(column.choice) && column.areaUnit === undefined ? { ...column, areaUnit } : column;

/** Share of a column's texts that are statuses. */
const MOST_STATUSES = 0.5;
/** Texts of a column that are looked at, from its whole length: 20,000 remarks would take a tenth of a second. */
const SAMPLE = 2000;

const REQUIRED_OF_PACKS: readonly ListField[] = ["building", "floor", "number"];

/**
 * Finds statuses in a column whose header does not name them, such as remarks. Otherwise sold homes would appear to be for
 * sale.
 */
function withFoundStatus(
  choices: readonly Choosing[],
  rows: readonly SheetRow[],
): readonly Choosing[] {
  if (choices.some(({ choice }) => choice === "status")) return choices;
  const isStatus = ({ column }: Choosing): boolean => {
    const all = rows.map(({ cells }) => textOf(cells[column])).filter((text) => text !== "");
    const step = Math.ceil(all.length / SAMPLE);
    const texts = all.filter((_, index) => index % step === 0);
    const known = texts.filter((text) => knownStatus(text) !== undefined);
    return known.length > 1 && known.length > texts.length * MOST_STATUSES;
  };
  const found = choices.find(
    (choosing) =>
      choosing.choice === "leave-out" && choosing.source !== "person" && isStatus(choosing),
  );
  return choices.map((choosing) =>
    choosing === found ? { ...choosing, choice: "status", source: "content" } : choosing,
  );
}

/** Decides each column's field: by a person's choice, then its header, then its content. */
export function readColumns(sheet: Sheet, mapping: ListMapping, currency: string): SheetColumns {
  const own = sheetMapping(mapping, sheet);
  const asked = own?.headerRow ?? mapping.headerRow;
  const said = new Set(
    [own?.columns, mapping.columns].flatMap((entries) =>
      Object.keys(entries ?? {}).map(normaliseWord),
    ),
  );
  const header = findHeader(sheet.rows, asked, said);
  const width = sheet.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const rows = sheet.rows.filter(({ row }) => row > (header?.row ?? 0));
  if (header === undefined) {
    const hasLetters = Object.keys({ ...mapping.letters, ...own?.letters }).length > 0;
    const found = columnsByContent(rows, width);
    const choices = chooseByHeader(
      Array.from({ length: width }, () => ""),
      currency,
      mapping,
      own,
    ).map((choosing): Choosing => {
      const choice = choosing.source === "none" ? found.get(choosing.column) : undefined;
      const { column, header: text } = choosing;
      return choice === undefined
        ? choosing
        : { column, header: text, choice, source: "content", rank: 1 };
    });
    const columns = keepBest(choices);
    const isReadable = columns.some(({ choice }) => choice === "number");
    const headerRow = isReadable || (asked === 0 && hasLetters) ? 0 : undefined;
    return { headerRow, columns, rows, isPackList: false };
  }
  const headers = headerTexts(header, width);
  const names = new Set(headers.map((text) => text.trim().toLowerCase()));
  const isPackList = REQUIRED_OF_PACKS.every((name) => names.has(name));
  const choices = chooseByHeader(headers, currency, mapping, own);
  const columns = keepBest(isPackList ? choices : withFoundStatus(choices, rows));
  const unit = isPackList
    ? undefined
    : titleAreaUnit(sheet.rows.filter(({ row }) => row < header.row));
  return {
    headerRow: header.row,
    columns: unit === undefined ? columns : columns.map((column) => withUnit(column, unit)),
    rows,
    isPackList,
  };
}

/** The cells of a row that may be a header, as one text. */
export const describeRow = ({ cells }: SheetRow): string =>
  cells
    .map(textOf)
    .filter((text) => text !== "")
    .slice(0, 8)
    .join(", ");
