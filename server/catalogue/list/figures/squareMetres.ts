import { SQUARE_FEET_PER_SQUARE_METRE, type AreaUnit } from "../../../../schema/catalogue/areas.ts";

/** Converts an area to square metres, precise to a hundredth of a square foot. */
export const toSquareMetres = (area: number, unit: AreaUnit): number =>
  unit === "m2" ? area : Math.round((area / SQUARE_FEET_PER_SQUARE_METRE) * 10_000) / 10_000;
