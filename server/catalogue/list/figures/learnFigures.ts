import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import type { ListField } from "../../../../schema/list/fields.ts";
import type { ListMapping } from "../../../../schema/list/mapping.ts";
import {
  isEither,
  plainDigits,
  readWritten,
  toNumber,
} from "../../../../schema/values/writtenNumbers.ts";
import { textOf, type Cell, type Sheet } from "../cells.ts";
import type { SheetColumns } from "../columns/sheetColumns.ts";
import { sheetMapping } from "../columns/sheetMapping.ts";
import type { ListContext } from "../reading.ts";
import { bedroomsIn, readBedrooms } from "../words/bedroomWords.ts";
import { learnAreas, type AreaColumn } from "./areas.ts";
import { likelyUnit, type SizedHome } from "./likelyUnit.ts";
import { learnPrices, type PriceColumn } from "./prices.ts";

/** How a sheet's columns of figures are read. */
export interface Figures {
  /** Absent: prices are not read, because the currency itself is invalid. */
  readonly price: PriceColumn | undefined;
  readonly area: AreaColumn;
  readonly terrace: AreaColumn;
  readonly totalArea: AreaColumn;
  /** The unit inferred from the areas, if neither a person nor a header names one. */
  readonly guessedUnit?: AreaUnit;
}

const AREAS = ["area", "terrace", "totalArea"] as const;

function sizeOf(cell: Cell): number | undefined {
  if (typeof cell === "object") return "number" in cell ? cell.number : undefined;
  const read = readWritten(plainDigits(cell));
  return read === undefined || isEither(read) ? undefined : toNumber(read);
}

/** Infers from whole columns what single cells leave open: the decimal mark and the unit of areas. */
export function learnFigures(
  sheet: Sheet,
  { columns, rows }: SheetColumns,
  context: ListContext,
  mapping: ListMapping,
): Figures {
  const own = sheetMapping(mapping, sheet);
  const decimal = own?.decimal ?? mapping.decimal;
  const columnOf = (field: ListField) => columns.find(({ choice }) => choice === field);
  const cellOf = (cells: readonly Cell[], field: ListField) =>
    cells[columnOf(field)?.column ?? -1] ?? "";
  const cellsOf = (field: ListField) =>
    rows.map(({ cells }) => cellOf(cells, field)).filter((cell) => textOf(cell) !== "");
  const sizedHomes = (): readonly SizedHome[] =>
    rows.flatMap(({ cells }) => {
      const size = sizeOf(cellOf(cells, "area")) ?? sizeOf(cellOf(cells, "totalArea"));
      const bedrooms =
        readBedrooms(textOf(cellOf(cells, "bedrooms"))) ??
        bedroomsIn(textOf(cellOf(cells, "type")));
      return size === undefined || bedrooms === undefined ? [] : [{ size, bedrooms }];
    });
  const learned = AREAS.map((field) => learnAreas(cellsOf(field), decimal));
  const ofHeaders = AREAS.map((field) => columnOf(field)?.areaUnit);
  const named = own?.areaUnit ?? mapping.areaUnit ?? ofHeaders.find((unit) => unit !== undefined);
  const likely = named ?? likelyUnit(sizedHomes(), context.areaUnit);
  const areaColumn = (index: number): AreaColumn => {
    const first = learned[index];
    const unit = own?.areaUnit ?? mapping.areaUnit ?? ofHeaders[index] ?? likely;
    return { unit, separators: [...(first === undefined ? [] : [first]), ...learned] };
  };
  const { currency, digits } = context;
  return {
    price:
      currency === ""
        ? undefined
        : learnPrices(cellsOf("price"), currency, digits, decimal, columnOf("price")?.header),
    area: areaColumn(0),
    terrace: areaColumn(1),
    totalArea: areaColumn(2),
    ...(named === undefined && likely !== context.areaUnit ? { guessedUnit: likely } : {}),
  };
}
