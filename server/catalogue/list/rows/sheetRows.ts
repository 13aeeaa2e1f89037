import type { ListMapping } from "../../../../schema/list/mapping.ts";
import { standsOnGround } from "../../../../schema/values/unitKinds.ts";
import type { ListStatus } from "../../../../schema/list/fields.ts";
import type { ListProblem } from "../../../../schema/list/problems.ts";
import { isError, textOf, type Sheet, type SheetRow } from "../cells.ts";
import type { SheetColumns } from "../columns/sheetColumns.ts";
import type { Draft } from "../draft.ts";
import { idOf } from "../figures/unitNumbers.ts";
import { isOnRequest } from "../figures/prices.ts";
import { problemAt } from "../notes.ts";
import type { Aspects } from "../places/aspects.ts";
import type { Buildings } from "../places/buildings.ts";
import type { FloorRef, Floors } from "../places/floors.ts";
import type { ListContext } from "../reading.ts";
import { quote } from "../refuse.ts";
import { kindIn, type ListKind } from "../words/kindWords.ts";
import { normaliseWord } from "../words/normaliseWord.ts";
import { bedroomsIn, readBedrooms } from "../words/bedroomWords.ts";
import { isFloorName, isPhaseName } from "../words/sheetNames.ts";
import { statusOfSheet } from "../words/statusWords.ts";
import { floorKey, readFloorRange } from "../words/floorLabels.ts";
import { omitUndefined } from "../../omitUndefined.ts";
import { countsColumns, isTotals, onlyText, repeatsHeader } from "./betweenHomes.ts";
import type { Figures } from "../figures/learnFigures.ts";
import { kindOf, readFacts, unitKindOf, type Words } from "./homeRow.ts";
import { floorOfNumber, learnNumbers, readUnitNumber } from "./numbersOfSheet.ts";
import { areBuildingsNumbered, isBuildingPrefix, prefixOf } from "./numberedBuildings.ts";
import { openRows, type RowCells } from "./rowCells.ts";
import { RowNotes } from "./rowNotes.ts";

/** State shared by all sheets of a list. */
export interface OpenList {
  readonly context: ListContext;
  readonly mapping: ListMapping;
  readonly words: Words;
  readonly buildings: Buildings;
  readonly aspects: Aspects;
  floorsOf(building: string, isPackList: boolean): Floors;
  /** Whether the building already has a home of this number. */
  isKnown(building: string, number: string): boolean;
  readonly problems: ListProblem[];
  readonly warnings: ListProblem[];
  /** Reports an area whose mark was decided by plausibility alone. */
  guessed(field: string, problem: ListProblem, area: number): void;
}

/** The building after which a sheet is named: known, new, or none. */
export interface SheetBuilding {
  readonly id: string | undefined;
  readonly isUnknown: boolean;
}

interface Carried {
  building: string | undefined;
  buildingText: string;
  floorText: string;
  phase: string | undefined;
}

/** "Terms: 5 % on booking" alone in a row, in the column of numbers. */
const isNote = (text: string): boolean => /[:%!?]|\S+\s+\S+\s+\S+\s+\S/u.test(text);

const FIELDS_OF_HOMES = ["price", "area", "totalArea", "status", "bedrooms", "type"] as const;

function kindOfHeaders({ columns }: SheetColumns): ListKind | undefined {
  const kinds = (["type", "number"] as const).map((field) =>
    kindIn(columns.find(({ choice }) => choice === field)?.header ?? ""),
  );
  return kinds.find((kind) => kind === "villa" || kind === "townhouse" || kind === "plot");
}

/** Reads the rows of one sheet below its header. */
export class SheetRows {
  readonly #reader: OpenList;
  readonly #sheet: Sheet;
  readonly #columns: SheetColumns;
  readonly #figures: Figures;
  readonly #carried: Carried;
  readonly #has: ReadonlySet<string>;
  readonly #isUnknown: boolean;
  /** Whether numbers begin with buildings: "A-1204" in most rows, not in one. */
  #areBuildingsNumbered = false;
  /** From a sheet's name, "2 BR", if no column states them. */
  readonly #bedrooms: number | undefined;
  /** From a sheet's name. */
  readonly #status: ListStatus | undefined;
  /** From the header of a sheet without floors: "Villa type", "Plot no". */
  readonly #kind: ListKind | undefined;

  /** `building` is the one after which the sheet is named. */
  constructor(
    reader: OpenList,
    sheet: Sheet,
    columns: SheetColumns,
    figures: Figures,
    building: SheetBuilding,
  ) {
    this.#reader = reader;
    this.#sheet = sheet;
    this.#columns = columns;
    this.#figures = figures;
    this.#isUnknown = building.isUnknown;
    this.#carried = { building: building.id, buildingText: "", floorText: "", phase: undefined };
    this.#has = new Set(columns.columns.map(({ choice }) => choice));
    const says = this.#has.has("bedrooms") || this.#has.has("type");
    this.#bedrooms = says ? undefined : bedroomsIn(sheet.name);
    this.#status = statusOfSheet(sheet.name);
    if (isFloorName(sheet.name) && !this.#has.has("floor")) this.#carried.floorText = sheet.name;
    if (isPhaseName(sheet.name)) this.#carried.phase = sheet.name;
    this.#readTitles();
    this.#kind = this.#has.has("floor") ? undefined : kindOfHeaders(columns);
  }

  read(): readonly Draft[] {
    const { columns, rows, isPackList } = this.#columns;
    const open = openRows(this.#sheet, columns);
    const headers = columns.map(({ header }) => normaliseWord(header));
    const numberColumn = columns.find(({ choice }) => choice === "number")?.column ?? 0;
    const numbers = learnNumbers(rows, numberColumn, isPackList);
    this.#areBuildingsNumbered = areBuildingsNumbered(rows, open);
    const drafts: Draft[] = [];
    for (const row of rows) {
      const cells = open(row);
      if (this.#isBetween(cells, headers, row === rows[0])) continue;
      if (cells.text("number") === "") {
        this.#readBetween(cells);
        continue;
      }
      const only = onlyText(row);
      if (only !== undefined && (this.#readSection(only, true) || isNote(only))) continue;
      const draft = this.#readHome(cells, numbers);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts;
  }

  /** "Tower B" or "Floor 3" alone above the header, as above the tables that follow in the same sheet. */
  #readTitles(): void {
    const { headerRow = 0 } = this.#columns;
    for (const row of this.#sheet.rows) {
      if (row.row >= headerRow) break;
      const only = onlyText(row);
      if (only !== undefined && /^\S+\s+\S{1,12}$/u.test(only.trim()))
        this.#readSection(only, false);
    }
  }

  /** Whether a row only contains totals or a heading. In packs' own lists a row with a number is a home. */
  #isBetween(cells: RowCells, headers: readonly string[], isFirst: boolean): boolean {
    const { isPackList } = this.#columns;
    const { row } = cells;
    if (isPackList && cells.text("number") !== "" && cells.text("building") !== "") {
      return repeatsHeader(row, headers);
    }
    return isTotals(row) || (isFirst && countsColumns(row)) || repeatsHeader(row, headers);
  }

  /** A row without a number: a heading, a note, or a home with a missing number. */
  #readBetween(cells: RowCells): void {
    const only = onlyText(cells.row);
    if (only !== undefined && this.#readSection(only, false)) return;
    const says = FIELDS_OF_HOMES.filter((field) => cells.text(field) !== "");
    if (says.length > 1 && only === undefined) {
      this.#reader.problems.push(
        problemAt(cells.place("number"), { code: "no_number", reason: "is empty" }, "number"),
      );
      return;
    }
    this.#carry(cells);
  }

  /** "Tower A", "Floor 3" or "Phase 2" alone in a row, as a heading of the homes below. */
  #readSection(text: string, isNumber: boolean): boolean {
    const carried = this.#carried;
    if (isPhaseName(text)) {
      carried.phase = text;
      return true;
    }
    if (isFloorName(text)) {
      if (!this.#has.has("floor")) carried.floorText = text;
      return true;
    }
    if (this.#has.has("building")) return false;
    const isNamed =
      /^(?:tower|building|block|bldg|корпус|дом|секция|башня|برج|مبنى|عمارة)\s*\S/iu.test(text);
    const { buildings } = this.#reader;
    // In the column of numbers, a bare "A" is a number.
    const bare = isNumber ? undefined : buildings.findKnown(text);
    const building = isNamed ? buildings.find(text) : bare;
    if (building === undefined) return false;
    carried.building = building;
    carried.floorText = "";
    return true;
  }

  /** Repeats vertically merged cells, including those that CSV leaves empty, in the rows below. */
  #carry(cells: RowCells): void {
    const carried = this.#carried;
    const building = cells.text("building");
    if (building !== "" && building !== carried.buildingText) {
      carried.buildingText = building;
      carried.floorText = "";
    }
    const floor = cells.text("floor");
    if (floor !== "") carried.floorText = floor;
    const phase = cells.text("phase");
    if (phase !== "") carried.phase = phase;
  }

  #findBuilding(cells: RowCells, kind: ListKind | undefined, notes: RowNotes): string | undefined {
    const { buildings } = this.#reader;
    const carried = this.#carried;
    const text = carried.buildingText;
    if (this.#has.has("building") && (text !== "" || this.#columns.isPackList)) {
      const found = text === "" ? undefined : buildings.find(text);
      if (found === undefined) {
        notes.refuse("building", {
          code: "no_building",
          reason: text === "" ? "is empty" : `no building ${quote(text)}`,
          params: { building: text },
        });
      }
      return found;
    }
    const prefix = prefixOf(cells.text("number"));
    const byNumber = prefix === undefined ? undefined : buildings.findKnown(prefix);
    const found = carried.building ?? byNumber ?? (this.#isUnknown ? undefined : buildings.only());
    if (found !== undefined) return found;
    if (this.#reader.context.buildings.length === 0) {
      // "P-12" of parking, "V-3" of villas and "G-01" of the ground floor name no building.
      const isHome = kind === undefined || kind === "apartment";
      const isNew =
        prefix !== undefined &&
        this.#areBuildingsNumbered &&
        isHome &&
        isBuildingPrefix(prefix) &&
        floorKey(prefix) !== floorKey(this.#floorText(cells));
      return isNew ? buildings.find(prefix) : buildings.main();
    }
    notes.refuse("number", {
      code: "no_building",
      reason: "the list does not say in which building it is",
      params: { building: "" },
    });
    return undefined;
  }

  #findFloors(
    building: string,
    text: string,
    isOnGround: boolean,
    notes: RowNotes,
  ): { readonly floor: FloorRef; readonly topFloor: FloorRef | undefined } | undefined {
    const floors = this.#reader.floorsOf(building, this.#columns.isPackList);
    if (isOnGround && (text === "" || isOnRequest(text)))
      return { floor: floors.ground(), topFloor: undefined };
    if (text === "") {
      const field = this.#has.has("floor") ? "floor" : "number";
      const reason = this.#has.has("floor")
        ? "is empty"
        : "the list does not say on which floor it is";
      notes.refuse(field, { code: "no_floor", reason });
      return undefined;
    }
    const whole = floors.find(text);
    if (whole.ok) return { floor: whole.value, topFloor: undefined };
    const range = readFloorRange(text);
    if (range === undefined) {
      notes.refuse("floor", whole.problem);
      return undefined;
    }
    const [lower, upper] = [floors.find(range[0]), floors.find(range[1])];
    if (lower.ok && upper.ok) return { floor: lower.value, topFloor: upper.value };
    for (const end of [lower, upper]) if (!end.ok) notes.refuse("floor", end.problem);
    return undefined;
  }

  #readHome(cells: RowCells, numbers: ReturnType<typeof learnNumbers>): Draft | undefined {
    const reader = this.#reader;
    const notes = new RowNotes(reader, cells);
    this.#carry(cells);
    this.#refuseErrors(cells, notes);
    const listedFloor = this.#floorText(cells);
    const kind = this.#kindOnGround(
      kindOf(cells, reader.words, listedFloor) ?? kindIn(this.#sheet.name),
      cells,
    );
    const building = this.#findBuilding(cells, kind, notes);
    const isOnGround = standsOnGround(omitUndefined({ kind: unitKindOf(kind) }));
    const number = readUnitNumber(
      cells.cell("number"),
      numbers,
      (text) => building !== undefined && reader.isKnown(building, text),
      listedFloor,
    );
    if (number.doubt !== undefined) notes.warn("number", number.doubt);
    const named = building === undefined ? undefined : idOf(building, number.number);
    if (named?.ok === false) notes.refuse("number", named.problem);
    const id = named?.ok === true ? named.value : undefined;
    const derived =
      this.#has.has("floor") || isOnGround
        ? ""
        : (floorOfNumber(number.number, cells.text("number").startsWith("#")) ?? "");
    const floorText =
      listedFloor === "" && !isOnGround ? this.#carried.floorText || derived : listedFloor;
    const floors =
      building === undefined ? undefined : this.#findFloors(building, floorText, isOnGround, notes);
    const facts = readFacts(cells, kind, reader.words, this.#figures, notes, (field, area) => {
      const problem = {
        code: "guessed_area" as const,
        reason: "",
        params: { value: cells.text(field), area },
      };
      reader.guessed(field, problemAt(cells.place(field), problem, field, id), area);
    });
    const status = facts.status ?? (facts.isHidden ? undefined : this.#status);
    const layout = this.#layoutOf(cells, notes);
    const aspects = this.#aspectsOf(cells, notes);
    notes.release(id);
    if (id === undefined || building === undefined || floors === undefined) return undefined;
    return {
      unit: omitUndefined({
        id,
        building,
        kind: unitKindOf(kind),
        phase: cells.text("phase") || (this.#columns.isPackList ? undefined : this.#carried.phase),
        number: number.number,
        label: cells.text("label") || number.label,
        position: facts.position,
        span: facts.span,
        layout,
        bedrooms: facts.bedrooms ?? (kind === undefined ? this.#bedrooms : undefined),
        area: facts.area,
        terrace: facts.terrace,
        aspects,
        status: status === "held-back" ? undefined : status,
        price: facts.price,
        hidden: facts.isHidden || status === "held-back" ? (true as const) : undefined,
      }),
      ...floors,
      notes,
    };
  }

  /** The kind of a row on a sheet whose header names a kind on the ground: "Plot no", "Villa type". */
  #kindOnGround(said: ListKind | undefined, cells: RowCells): ListKind | undefined {
    if (this.#kind !== "plot") return said ?? this.#kind;
    // In Britain, "Plot 7" is a house; elsewhere, "residential" says what may be built on it.
    const isHouse = (readBedrooms(cells.text("bedrooms")) ?? 0) > 0;
    if (isHouse) return said === undefined || said === "plot" ? "villa" : said;
    return said === undefined || said === "apartment" || said === "commercial" ? "plot" : said;
  }

  #floorText(cells: RowCells): string {
    const cell = cells.cell("floor");
    // "5-6" of a duplex, converted to a date by the spreadsheet.
    if (typeof cell === "object" && "date" in cell) return `${cell.date.day}-${cell.date.month}`;
    const text = textOf(cell);
    return typeof cell === "object" && "number" in cell ? String(cell.number) : text;
  }

  #refuseErrors(cells: RowCells, notes: RowNotes): void {
    for (const { choice, column } of this.#columns.columns) {
      const cell = cells.row.cells[column];
      if (choice === "leave-out" || !isError(cell)) continue;
      notes.refuse(choice, {
        code: "cell_error",
        reason: `${quote(textOf(cell))} is an error of the spreadsheet`,
      });
    }
  }

  /** A pack that lists its aspects allows no others. */
  #aspectsOf(cells: RowCells, notes: RowNotes): readonly string[] {
    const { aspects, context } = this.#reader;
    const texts = cells.texts("aspects").filter((text) => !isOnRequest(text));
    const isClosed = this.#columns.isPackList && context.aspects.length > 0;
    const unknown = isClosed ? aspects.findUnknown(texts) : undefined;
    if (unknown === undefined) return aspects.read(texts);
    notes.refuse("aspects", {
      code: "unknown_aspect",
      reason: `no aspect ${quote(unknown)}`,
      params: { aspect: unknown },
    });
    return [];
  }

  #layoutOf(cells: RowCells, notes: RowNotes): string | undefined {
    const { layouts } = this.#reader.context;
    for (const field of ["layout", "type"] as const) {
      const text = cells.text(field);
      if (text === "") continue;
      const layout = layouts.find(({ id }) => id.toLowerCase() === text.toLowerCase());
      if (layout !== undefined) return layout.id;
      if (field === "layout" && this.#columns.isPackList) {
        notes.refuse("layout", {
          code: "unknown_layout",
          reason: `no layout ${quote(text)}`,
          params: { layout: text },
        });
      }
    }
    return undefined;
  }
}

/** Cells of a pack's list without a header, most likely typed into the wrong column. */
export const strayCells = (row: SheetRow, headers: readonly string[]): readonly number[] =>
  row.cells.flatMap((cell, column) =>
    textOf(cell) !== "" && (headers[column] ?? "") === "" ? [column] : [],
  );
