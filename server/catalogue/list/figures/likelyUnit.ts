import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import { isUsualArea } from "../checks/checkFigures.ts";
import { toSquareMetres } from "./squareMetres.ts";

/** Minimum number of homes from which a unit is inferred. */
const FEWEST_HOMES = 4;

/** An area as written in the list, of a home with known bedrooms. */
export interface SizedHome {
  readonly size: number;
  readonly bedrooms: number;
}

const shareOf = (homes: readonly SizedHome[], unit: AreaUnit): number =>
  homes.filter(({ size, bedrooms }) => isUsualArea(toSquareMetres(size, unit), bedrooms)).length /
  homes.length;

/**
 * The unit of a column that does not name one: the development's, unless most of its areas are implausible in that unit
 * and nearly all are plausible in the other.
 */
export function likelyUnit(homes: readonly SizedHome[], ofDevelopment: AreaUnit): AreaUnit {
  const other = ofDevelopment === "m2" ? "sqft" : "m2";
  if (homes.length < FEWEST_HOMES || shareOf(homes, ofDevelopment) > 0.5) return ofDevelopment;
  return shareOf(homes, other) >= 0.9 ? other : ofDevelopment;
}
