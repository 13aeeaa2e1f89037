/** Defined by the international foot of 0.3048 m. */
export const SQUARE_FEET_PER_SQUARE_METRE = 1 / 0.3048 ** 2;

export type AreaUnit = "m2" | "sqft";
