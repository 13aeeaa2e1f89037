import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { ListField } from "../../../schema/list/fields.ts";
import type { ListProblem } from "../../../schema/list/problems.ts";
import type { Unit } from "../../../schema/catalogue.ts";
import { plainDigits } from "../../../schema/writtenNumbers.ts";
import { textOf, type Sheet } from "./cells.ts";
import { checkFigures } from "./checks/checkFigures.ts";
import { checkDuplicates, checkPositions } from "./checks/checkPlaces.ts";
import { nearestRows } from "./columns/findHeader.ts";
import { describeRow, readColumns, type SheetColumns } from "./columns/sheetColumns.ts";
import type { Draft } from "./draft.ts";
import { learnAreas, type AreaColumn } from "./figures/areas.ts";
import { currencyOf } from "./figures/currencySigns.ts";
import { learnPrices } from "./figures/prices.ts";
import { nameOfPlace, problemAt } from "./notes.ts";
import { Aspects } from "./places/aspects.ts";
import { Buildings } from "./places/buildings.ts";
import { Floors, noRoomFor, type FloorRef, type ListedFloor } from "./places/floors.ts";
import type { ListContext, ListReading, ReadBuilding, ReadUnit } from "./reading.ts";
import { quote } from "./refuse.ts";
import { wordsOf, type Figures } from "./rows/homeRow.ts";
import { SheetRows, strayCells, type OpenList } from "./rows/sheetRows.ts";
import { misspeltField } from "./words/headerWords.ts";
import { normaliseWord } from "./words/normaliseWord.ts";

/** Names that spreadsheets give, or that say what the sheet is and not which building. */
const GENERIC_SHEET =
  /^(?:sheet|table|лист|таблица|ورقة|جدول|price ?list|prices?|inventory|availability|units?|homes?|data|list|export|прайс(?:-лист)?|квартиры|остатки|наличие|шахматка|main)?[\s_-]*\d*$/iu;

const isGeneric = (name: string): boolean => GENERIC_SHEET.test(normaliseWord(name));

function sheetMapping(mapping: ListMapping, sheet: Sheet) {
  return Object.entries(mapping.sheets ?? {}).find(
    ([name]) => normaliseWord(name) === normaliseWord(sheet.name),
  )?.[1];
}

/** Sheets that are read: not those that are hidden in the spreadsheet or that a person leaves out. */
export const isRead = (sheet: Sheet, mapping: ListMapping): boolean =>
  sheetMapping(mapping, sheet)?.skip !== true && !sheet.isHidden;

function learnFigures(
  sheet: Sheet,
  { columns, rows }: SheetColumns,
  context: ListContext,
  mapping: ListMapping,
): Figures {
  const own = sheetMapping(mapping, sheet);
  const decimal = own?.decimal ?? mapping.decimal;
  const columnOf = (field: ListField) => columns.find(({ choice }) => choice === field);
  const cellsOf = (field: ListField) => {
    const column = columnOf(field)?.column ?? -1;
    return rows.map(({ cells }) => cells[column] ?? "").filter((cell) => textOf(cell) !== "");
  };
  const fields = ["area", "terrace", "totalArea"] as const;
  const learned = fields.map((field) => learnAreas(cellsOf(field), decimal));
  const headerUnit = fields
    .map((field) => columnOf(field)?.areaUnit)
    .find((unit) => unit !== undefined);
  const areaColumn = (index: number, field: ListField): AreaColumn => {
    const first = learned[index];
    const unit =
      own?.areaUnit ??
      mapping.areaUnit ??
      columnOf(field)?.areaUnit ??
      headerUnit ??
      context.areaUnit;
    return { unit, separators: [...(first === undefined ? [] : [first]), ...learned] };
  };
  const { currency, digits } = context;
  return {
    price: currency === "" ? undefined : learnPrices(cellsOf("price"), currency, digits, decimal),
    area: areaColumn(0, "area"),
    terrace: areaColumn(1, "terrace"),
    totalArea: areaColumn(2, "totalArea"),
  };
}

/** The currency that the header of the prices names, where it is another than the development's. */
function foreignCurrency(header: string, currency: string): string | undefined {
  const words = plainDigits(header).match(/[A-Z]{3}|[^\s()[\],/]*[$€£₹₽][^\s()[\],/]*/g) ?? [];
  const named = words.map((word) => currencyOf(word)).filter((code) => code !== undefined);
  return named.length > 0 && !named.includes(currency) ? named[0] : undefined;
}

/** Reports what is wrong with the sheet as a whole. Whether its rows can be read. */
function checkSheet(
  sheet: Sheet,
  found: SheetColumns,
  { context, problems, warnings }: OpenList,
): boolean {
  const { headerRow, columns, isPackList, rows } = found;
  const at = (column: number, row = headerRow ?? 1) => ({
    sheet: sheet.name,
    row: Math.max(1, row),
    column,
  });
  if (sheet.openQuote !== undefined) {
    const reason = "a quotation mark is opened and never closed";
    problems.push(problemAt(at(0, sheet.openQuote), { code: "open_quote", reason }));
  }
  if (headerRow === undefined) {
    const nearest = nearestRows(sheet.rows).map((row) => `row ${row.row} (${describeRow(row)})`);
    const row = nearestRows(sheet.rows)[0]?.row ?? 1;
    const reason = `no header is found that names homes; nearest come ${nearest.join("; ")}`;
    if (sheet.openQuote === undefined || rows.length > 0) {
      problems.push(
        problemAt(at(0, row), {
          code: "no_header",
          reason,
          params: { row, rows: nearest.join("; ") },
        }),
      );
    }
    return false;
  }
  for (const { column, header, isSecond, source } of columns) {
    const misspelt = isPackList && source === "none" ? misspeltField(header) : undefined;
    if (misspelt !== undefined) {
      const reason = `no such column: ${quote(header)}; is it ${misspelt}?`;
      problems.push(
        problemAt(at(column), {
          code: "misspelt_column",
          reason,
          params: { header, known: misspelt },
        }),
      );
    } else if (isPackList && source === "none" && header !== "") {
      const reason = `no such column: ${quote(header)}; it is left out`;
      warnings.push(problemAt(at(column), { code: "unknown_column", reason, params: { header } }));
    }
    if (isSecond === true) {
      const note = {
        code: "column_twice" as const,
        reason: `column ${quote(header)} is there twice`,
        params: { header },
      };
      (isPackList ? problems : warnings).push(problemAt(at(column), note));
    }
  }
  if (isPackList) {
    const headers = columns.map(({ header }) => header);
    for (const row of rows) {
      for (const column of strayCells(row, headers)) {
        const reason = `${quote(textOf(row.cells[column]))} stands under no column`;
        problems.push(problemAt(at(column, row.row), { code: "stray_cell", reason }));
      }
    }
  }
  const price = columns.find(({ choice }) => choice === "price");
  const foreign =
    price === undefined || context.currency === ""
      ? undefined
      : foreignCurrency(price.header, context.currency);
  if (price !== undefined && foreign !== undefined) {
    const params = { found: foreign, expected: context.currency };
    const reason = `its prices are in ${foreign}, the development's are in ${context.currency}`;
    problems.push(problemAt(at(price.column), { code: "other_currency", reason, params }, "price"));
    return false;
  }
  if (columns.some(({ choice }) => choice === "number")) return true;
  const reason = 'column "number" is missing';
  problems.push(problemAt(at(0), { code: "missing_column", reason, params: { field: "number" } }));
  return false;
}

/** The building that all homes of a sheet are of, where the sheet itself is named after one. */
function buildingOf(sheet: Sheet, reader: OpenList, isOneOfMany: boolean): string | undefined {
  const { buildings, context, mapping } = reader;
  const said = sheetMapping(mapping, sheet)?.building;
  if (said !== undefined) return buildings.choose(said);
  if (sheet.name === "") return undefined;
  const known = buildings.know(sheet.name);
  if (known !== undefined) return known;
  const isName = isOneOfMany && !isGeneric(sheet.name) && context.buildings.length === 0;
  return isName ? buildings.find(sheet.name) : undefined;
}

interface Numbered {
  readonly units: readonly ReadUnit[];
  readonly buildings: readonly ReadBuilding[];
}

/** Gives the floors that are new their numbers, and the homes their floors. */
function numberFloors(
  drafts: readonly Draft[],
  floors: ReadonlyMap<string, Floors>,
  buildings: Buildings,
): Numbered {
  const allotted = new Map([...floors].map(([id, building]) => [id, building.allot()] as const));
  const units: ReadUnit[] = [];
  const used = new Map<string, Map<number, ListedFloor>>();
  for (const draft of drafts) {
    if (draft.isRefused()) continue;
    const { building } = draft.unit;
    const numberOf = (floor: FloorRef): number | undefined => {
      if ("number" in floor) return floor.number;
      const added = allotted.get(building)?.get(floor.added.key);
      if (added === undefined) {
        draft.refuse("floor", noRoomFor(floor.added).problem);
        return undefined;
      }
      used.set(building, (used.get(building) ?? new Map()).set(added.number, added));
      return added.number;
    };
    const floor = numberOf(draft.floor);
    const topFloor = draft.topFloor === undefined ? undefined : numberOf(draft.topFloor);
    if (floor === undefined) continue;
    const { id, building: home, kind, ...others } = draft.unit;
    const unit: Unit = {
      id,
      building: home,
      ...(kind === undefined ? {} : { kind }),
      floor,
      ...(topFloor === undefined ? {} : { topFloor }),
      ...others,
    };
    units.push({ cell: nameOfPlace(draft.placeOf("number")), unit });
  }
  const created = buildings.created();
  const ids = new Set([...created.map(({ id }) => id), ...used.keys()]);
  return {
    units,
    buildings: [...ids].map((id) => {
      const name = created.find((building) => building.id === id)?.name;
      const floors = [...(used.get(id)?.values() ?? [])].toSorted(
        (one, other) => one.number - other.number,
      );
      return name === undefined ? { id, floors } : { id, name, floors };
    }),
  };
}

/** One warning for all areas of a column that nothing but the size of homes explains. */
class GuessedAreas {
  readonly #byField = new Map<
    string,
    { readonly first: ListProblem; readonly area: number; count: number }
  >();

  note(field: string, problem: ListProblem, area: number): void {
    const known = this.#byField.get(field);
    if (known === undefined) this.#byField.set(field, { first: problem, area, count: 1 });
    else known.count += 1;
  }

  warnings(): readonly ListProblem[] {
    return [...this.#byField].map(([field, { first, area, count }]): ListProblem => {
      const value = JSON.stringify(first.params?.["value"] ?? "");
      const cells = `${value}${count > 1 ? ` and ${count - 1} more` : ""}`;
      const read = `read as ${Math.round(area * 100) / 100} m²`;
      const reason = `${field}: ${cells} may be thousands or decimals, and the column does not say which; ${read}`;
      const { cell, code, params } = first;
      return { cell, code, reason, params: { ...params, more: count - 1 } };
    });
  }
}

function openReader(context: ListContext, mapping: ListMapping, guesses: GuessedAreas) {
  const floors = new Map<string, Floors>();
  const known = new Set(context.units.map(({ building, number }) => `${building}/${number}`));
  const reader: OpenList = {
    context,
    mapping,
    words: wordsOf(mapping),
    buildings: new Buildings(context, mapping),
    aspects: new Aspects(context, mapping),
    floorsOf: (building, isPackList) => {
      const open = floors.get(building);
      if (open !== undefined) return open;
      const listed = context.buildings.find(({ id }) => id === building)?.floors ?? [];
      const opened = new Floors(listed, mapping, isPackList);
      floors.set(building, opened);
      return opened;
    },
    isKnown: (building, number) => known.has(`${building}/${number}`),
    problems: [],
    warnings: [],
    guessed: (field, problem, area) => guesses.note(field, problem, area),
  };
  return { reader, floors };
}

export interface ReadOptions {
  /** Homes whose figures are unlikely are read all the same. */
  readonly acceptsDoubts?: boolean;
}

/** The homes of a list, and all that is said of it. A row of which anything is refused is not read at all. */
export function readUnits(
  sheets: readonly Sheet[],
  mapping: ListMapping,
  context: ListContext,
  { acceptsDoubts = false }: ReadOptions = {},
): ListReading {
  const guesses = new GuessedAreas();
  const { reader, floors } = openReader(context, mapping, guesses);
  const read = sheets.filter((sheet) => isRead(sheet, mapping));
  const drafts = read.flatMap((sheet) => {
    const columns = readColumns(sheet, mapping);
    if (!checkSheet(sheet, columns, reader)) return [];
    const building = buildingOf(sheet, reader, read.length > 1);
    const figures = learnFigures(sheet, columns, context, mapping);
    return new SheetRows(reader, sheet, columns, figures, building).read();
  });
  checkDuplicates(drafts);
  checkPositions(drafts);
  if (!acceptsDoubts) checkFigures(drafts, context.areaUnit);
  const { units, buildings } = numberFloors(drafts, floors, reader.buildings);
  if (acceptsDoubts) checkFigures(drafts, context.areaUnit);
  const unread = new Set(reader.problems.flatMap(({ unit }) => unit ?? []));
  return {
    units,
    buildings,
    aspects: reader.aspects.created(),
    problems: reader.problems,
    warnings: [...reader.warnings, ...guesses.warnings()],
    unread: [...unread],
  };
}
