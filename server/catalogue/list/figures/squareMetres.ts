import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/catalogue/areas.ts";

const rounded = (area: number, digits: number): number =>
  Math.round(area * 10 ** digits) / 10 ** digits;

/** Converts an area to square metres, precise to a hundredth of a square foot, or to the digits that are exported. */
export const toSquareMetres = (area: number, unit: AreaUnit): number =>
  unit === "m2" ? rounded(area, 6) : rounded(area / SQUARE_FEET_PER_SQUARE_METRE, 4);
