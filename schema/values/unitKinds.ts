/**
 * Kinds of units other than a home in a building. The first three are homes that stand on the ground, without floors
 * (`standsOnGround`); the last three are not homes (`isHome`).
 */
export const UNIT_KINDS = [
  "villa",
  "townhouse",
  "plot",
  "parking",
  "storage",
  "commercial",
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

interface Kinded {
  readonly kind?: UnitKind | undefined;
}

/** Whether it is a home: one that is counted, compared and filtered as such. Plots are, parking places are not. */
export const isHome = ({ kind }: Kinded): boolean =>
  kind !== "parking" && kind !== "storage" && kind !== "commercial";

/** Whether it stands on the ground, without floors: its `floor` is 0 and is not shown. */
export const standsOnGround = ({ kind }: Kinded): boolean =>
  kind === "villa" || kind === "townhouse" || kind === "plot";
