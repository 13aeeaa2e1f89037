import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../schema/catalogue/areas.ts";
import type { Project, Unit } from "../../../schema/catalogue/catalogue.ts";
import type { Table } from "./file/writeTable.ts";
import { PACK_FIELDS } from "./words/headerWords.ts";

type Measures = Pick<Project, "digits" | "areaUnit">;

/** In the development's unit, so exact that it is read back as the same m². */
const inUnit = (squareMetres: number | undefined, unit: AreaUnit): number | "" => {
  if (squareMetres === undefined) return "";
  const factor = unit === "m2" ? 1 : SQUARE_FEET_PER_SQUARE_METRE;
  return Number((squareMetres * factor).toFixed(unit === "m2" ? 6 : 4));
};

/** Digit by digit: minor units are exact, and a division is not. */
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
    // Said of every home, or else its label might say another.
    kind: unit.kind ?? "apartment",
    phase: unit.phase ?? "",
  };
  return PACK_FIELDS.map((field) => cells[field]);
}

/** A header that says the unit leaves nothing to be guessed. */
const headerOf = (field: (typeof PACK_FIELDS)[number], { areaUnit }: Measures): string =>
  field === "area" || field === "terrace"
    ? `${field} (${areaUnit === "m2" ? "m²" : "sq ft"})`
    : field;

/** The homes as a pack's own list: `units.csv` and `units.xlsx` are written of it. Without layouts that were derived. */
export const homesTable = (homes: readonly Unit[], measures: Measures): Table => [
  PACK_FIELDS.map((field) => headerOf(field, measures)),
  ...homes.map((unit) => cellsOf(unit, measures)),
];
