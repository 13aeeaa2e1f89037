import type { ListMapping } from "../../../schema/list/mapping.ts";
import type { Sheet } from "./cells.ts";
import { checkFigures } from "./checks/checkFigures.ts";
import { checkDuplicates, checkPositions } from "./checks/checkPlaces.ts";
import { checkSheet } from "./checks/checkSheet.ts";
import { readColumns, type SheetColumns } from "./columns/sheetColumns.ts";
import { isRead, sheetMapping } from "./columns/sheetMapping.ts";
import { GuessedAreas } from "./figures/guessedAreas.ts";
import { learnFigures, type Figures } from "./figures/learnFigures.ts";
import { problemAt } from "./notes.ts";
import { Aspects } from "./places/aspects.ts";
import { Buildings } from "./places/buildings.ts";
import { Floors } from "./places/floors.ts";
import { numberFloors } from "./places/numberFloors.ts";
import type { ListContext, ListReading } from "./reading.ts";
import { wordsOf } from "./rows/homeRow.ts";
import { SheetRows, type OpenList, type SheetBuilding } from "./rows/sheetRows.ts";
import { bedroomsIn } from "./words/bedroomWords.ts";
import { kindIn } from "./words/kindWords.ts";
import { isFloorName, isPhaseName } from "./words/sheetNames.ts";
import { knownStatus, statusOfSheet } from "./words/statusWords.ts";
import { normaliseWord } from "./words/normaliseWord.ts";

/** Default sheet names, and names that describe the sheet's content instead of a building. */
const GENERIC_SHEET =
  /^(?:sheet|table|лист|таблица|ورقة|جدول|price ?list|prices?|inventory|availability|units?|homes?|data|list|export|прайс(?:-лист)?|квартиры|остатки|наличие|шахматка|main)?[\s_-]*\d*$/iu;

/** Sheets may separate homes by status, bedrooms, kind, floor or phase as well as by building. */
const isGeneric = (name: string): boolean =>
  GENERIC_SHEET.test(normaliseWord(name)) ||
  statusOfSheet(name) !== undefined ||
  isFloorName(name) ||
  isPhaseName(name) ||
  knownStatus(name) !== undefined ||
  bedroomsIn(name) !== undefined ||
  kindIn(name) !== undefined;

const BUILDING_SHEET =
  /^(?:tower|building|block|bldg|корпус|дом|секция|башня|برج|مبني|عماره)(?:[\s\d]|$)/u;

/** The building that a sheet is named after. */
function buildingOf(sheet: Sheet, list: OpenList, others: readonly Sheet[]): SheetBuilding {
  const { buildings, context, mapping } = list;
  const said = sheetMapping(mapping, sheet)?.building;
  if (said !== undefined) return { id: buildings.choose(said), isUnknown: false };
  if (sheet.name === "") return { id: undefined, isUnknown: false };
  const known = buildings.findKnown(sheet.name);
  if (known !== undefined) return { id: known, isUnknown: false };
  // If one sheet is named after a building, other names are buildings too.
  const areBuildings =
    context.buildings.length === 0
      ? others.length > 1
      : others.some(({ name }) => buildings.findKnown(name) !== undefined);
  const isName =
    (areBuildings && !isGeneric(sheet.name)) || BUILDING_SHEET.test(normaliseWord(sheet.name));
  if (!isName) return { id: undefined, isUnknown: false };
  return context.buildings.length === 0
    ? { id: buildings.find(sheet.name), isUnknown: false }
    : { id: undefined, isUnknown: true };
}

const inWords = { m2: "m²", sqft: "sq ft" };

/** Warns of areas whose unit was inferred from plausibility alone. */
function noteUnit(
  sheet: Sheet,
  { columns, headerRow }: SheetColumns,
  { guessedUnit }: Figures,
  list: OpenList,
): void {
  const column = columns.find(({ choice }) => choice === "area" || choice === "totalArea")?.column;
  if (guessedUnit === undefined || column === undefined) return;
  const place = { sheet: sheet.name, row: Math.max(1, headerRow ?? 1), column };
  const reason = `read as ${inWords[guessedUnit]}, since in ${inWords[list.context.areaUnit]} they were no homes`;
  list.warnings.push(
    problemAt(place, { code: "guessed_unit", reason, params: { unit: guessedUnit } }, "area"),
  );
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
  /** Whether homes with implausible figures are accepted. */
  readonly acceptsDoubts?: boolean;
}

/** Reads a list's homes and problems. A row with a refused cell is rejected as a whole. */
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
    const columns = readColumns(sheet, mapping, context.currency);
    if (!checkSheet(sheet, columns, reader)) return [];
    const building = buildingOf(sheet, reader, read);
    const figures = learnFigures(sheet, columns, context, mapping);
    noteUnit(sheet, columns, figures, reader);
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
