import { utils, write } from "@e965/xlsx";
import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../schema/areas.ts";
import type { Text } from "../../../schema/text.ts";
import type { Building, Unit } from "../../../schema/catalogue.ts";
import type { ListField } from "../../../schema/list/fields.ts";
import type { ListState } from "../live/liveProject.ts";

/** Files that a list is written as, and their types. */
export const LIST_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export type ListFormat = keyof typeof LIST_TYPES;

type Value = string | number | undefined;

interface ExportColumn {
  readonly field: ListField;
  readonly header: string;
  readonly value: (home: Unit) => Value;
}

/** What is kept of an area in m², a ten thousandth, is a thousandth of a square foot. */
const SQUARE_FOOT_DIGITS = 6;

function toAreaUnit(area: number | undefined, unit: AreaUnit): number | undefined {
  if (area === undefined || unit === "m2") return area;
  return Number((area * SQUARE_FEET_PER_SQUARE_METRE).toFixed(SQUARE_FOOT_DIGITS));
}

const nameOf = (name: Text): string => name["en"] ?? Object.values(name)[0] ?? "";

/** What a list calls each building: its name where no other answers to that, or else its id. */
function buildingNames(buildings: readonly Building[]): ReadonlyMap<string, string> {
  const plain = (text: string) => text.trim().toLowerCase();
  const named = (building: Building) => plain(nameOf(building.name ?? {}));
  const counts = new Map<string, number>();
  for (const building of buildings) {
    for (const word of new Set([plain(building.id), named(building)])) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return new Map(
    buildings.map((building) => {
      const isOwn = named(building) !== "" && counts.get(named(building)) === 1;
      return [building.id, isOwn && building.name ? nameOf(building.name) : building.id] as const;
    }),
  );
}

function columnsOf({ index }: ListState): readonly ExportColumn[] {
  const { areaUnit, currency, digits, buildings } = index.project;
  const names = buildingNames(buildings);
  const floorLabel = (building: string, floor: number) =>
    index.floor(building, floor)?.label ?? String(floor);
  const floor = ({ building, floor: lower, topFloor }: Unit): string => {
    const label = floorLabel(building, lower);
    return topFloor === undefined ? label : `${label}-${floorLabel(building, topFloor)}`;
  };
  const unit = areaUnit === "m2" ? "m²" : "sq ft";
  const price = (home: Unit) => home.price && home.price / 10 ** digits;
  const column = (field: ListField, value: ExportColumn["value"], header: string = field) => ({
    field,
    header,
    value,
  });
  return [
    column("building", ({ building }) => names.get(building) ?? building),
    column("phase", ({ phase }) => phase),
    column("floor", floor),
    column("number", ({ number }) => number),
    column("label", ({ label }) => label),
    column("kind", ({ kind }) => kind),
    column("layout", ({ layout }) => layout),
    column("bedrooms", ({ bedrooms }) => bedrooms),
    column("area", ({ area }) => toAreaUnit(area, areaUnit), `area (${unit})`),
    column("terrace", ({ terrace }) => toAreaUnit(terrace, areaUnit), `terrace (${unit})`),
    column("price", price, `price (${currency})`),
    column("status", ({ id }) => index.units.get(id)?.status),
    column("aspects", ({ aspects }) => aspects.join("|")),
    column("position", ({ position }) => position),
    column("span", ({ span }) => (span === 1 ? undefined : span)),
    column("hidden", ({ hidden }) => (hidden === true ? "yes" : undefined)),
  ];
}

const REQUIRED: ReadonlySet<ListField> = new Set([
  "building",
  "floor",
  "number",
  "status",
  "price",
]);

/** What a spreadsheet would compute instead of showing it. */
const escapeFormula = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);

const isFigure = (text: string): boolean => /^-?\d+$/.test(text);

const textOfValue = (value: Value): string => {
  if (typeof value !== "string" || isFigure(value)) return String(value ?? "");
  return escapeFormula(value);
};

/** One point before exactly three digits could be read as thousands. */
function textOfNumber(value: number): string {
  const text = String(value);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

const quoted = (text: string): string =>
  /["\n\r,;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** With the mark by which spreadsheets know UTF-8. */
const toCsv = (rows: readonly (readonly Value[])[]): Uint8Array => {
  const cell = (value: Value) =>
    quoted(typeof value === "number" ? textOfNumber(value) : textOfValue(value));
  const lines = rows.map((row) => row.map(cell).join(","));
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`);
};

function toXlsx(rows: readonly (readonly Value[])[]): Uint8Array {
  const cells = rows.map((row) =>
    row.map((value) => (typeof value === "number" ? value : textOfValue(value))),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), "Homes");
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

/**
 * The development's homes with the statuses of now, as a list that can be applied again: then nothing changes. A text that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
export function exportList(state: ListState, format: ListFormat): Uint8Array {
  const { base, content } = state;
  const homes = content?.homes ?? base.homes;
  // A list names a phase once for the rows below: those of none come first.
  const inPhases = homes.toSorted(
    (one, other) => Number(one.phase !== undefined) - Number(other.phase !== undefined),
  );
  const columns = columnsOf(state).filter(
    ({ field, value }) => REQUIRED.has(field) || homes.some((home) => (value(home) ?? "") !== ""),
  );
  const rows = inPhases.map((home) => columns.map(({ value }) => value(home)));
  const table = [columns.map(({ header }) => header), ...rows];
  return format === "csv" ? toCsv(table) : toXlsx(table);
}
