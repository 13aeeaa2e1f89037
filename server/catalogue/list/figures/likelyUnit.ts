import type { AreaUnit } from "../../../../schema/catalogue/areas.ts";
import { isUsualArea } from "../checks/checkFigures.ts";
import { toSquareMetres } from "./squareMetres.ts";

/** Fewer homes do not say what unit a column is in. */
const FEWEST_HOMES = 4;

/** An area as the list writes it, of a home whose bedrooms are known. */
export interface SizedHome {
  readonly size: number;
  readonly bedrooms: number;
}

const shareOf = (homes: readonly SizedHome[], unit: AreaUnit): number =>
  homes.filter(({ size, bedrooms }) => isUsualArea(toSquareMetres(size, unit), bedrooms)).length /
  homes.length;

/**
 * The unit of a column that does not name one: the development's, unless most homes were none in it and nearly all are
 * homes in the other.
 */
export function likelyUnit(homes: readonly SizedHome[], ofDevelopment: AreaUnit): AreaUnit {
  const other = ofDevelopment === "m2" ? "sqft" : "m2";
  if (homes.length < FEWEST_HOMES || shareOf(homes, ofDevelopment) > 0.5) return ofDevelopment;
  return shareOf(homes, other) >= 0.9 ? other : ofDevelopment;
}
