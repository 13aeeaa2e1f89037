import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../schema/catalogue/areas.ts";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { Table } from "./file/writeTable.ts";
import { PACK_FIELDS } from "./words/headerWords.ts";

type Measures = Pick<Project, "digits" | "areaUnit">;

/** In the development's unit, with enough digits to read back the same m². */
const inUnit = (squareMetres: number | undefined, unit: AreaUnit): number | "" => {
  if (squareMetres === undefined) return "";
  const factor = unit === "m2" ? 1 : SQUARE_FEET_PER_SQUARE_METRE;
  return Number((squareMetres * factor).toFixed(unit === "m2" ? 6 : 4));
};

/** Shifts digits as text: minor units are exact, a division is not. */
function inMajorUnits(minor: number | undefined, digits: number): number | "" {
  if (minor === undefined) return "";
  const text = String(minor).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return Number(digits === 0 ? whole : `${whole}.${text.slice(-digits)}`);
}

const floorOf = ({ floor, topFloor }: Unit): string | number =>
  topFloor === undefined ? floor : `${floor} to ${topFloor}`;

function cellsOf(unit: Unit, { digits, areaUnit }: Measures) {
  const cells: Record<(typeof PACK_FIELDS)[number], string | number> = {
    building: unit.building,
    floor: floorOf(unit),
    number: unit.number,
    position: unit.position ?? "",
    span: unit.span,
    label: unit.label ?? "",
    layout: unit.layout ?? "",
    bedrooms: unit.bedrooms ?? "",
    area: inUnit(unit.area, areaUnit),
    terrace: inUnit(unit.terrace, areaUnit),
    aspects: unit.aspects.join("|"),
    status: unit.status ?? "",
    price: inMajorUnits(unit.price, digits),
    hidden: unit.hidden === true ? "yes" : "",
    // Always written, because otherwise the label could suggest another kind.
    kind: unit.kind ?? "apartment",
    phase: unit.phase ?? "",
  };
  return PACK_FIELDS.map((field) => cells[field]);
}

/** A header with its unit, so that no unit has to be inferred. */
const headerOf = (field: (typeof PACK_FIELDS)[number], { areaUnit }: Measures): string =>
  field === "area" || field === "terrace"
    ? `${field} (${areaUnit === "m2" ? "m²" : "sq ft"})`
    : field;

/** The homes as a pack's own list, the content of `units.csv` and `units.xlsx`. Derived layouts are left out. */
export const homesTable = (homes: readonly Unit[], measures: Measures): Table => [
  PACK_FIELDS.map((field) => headerOf(field, measures)),
  ...homes.map((unit) => cellsOf(unit, measures)),
];
