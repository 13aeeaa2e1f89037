import type { Unit, UnitStatus } from "../../../schema/catalogue.ts";

export interface HomeCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<UnitStatus, number>>;
  /** Whether the pack says any status at all; without, nothing is "left". */
  readonly known: boolean;
  /** Minor units, of the homes that can still be had. */
  readonly lowestPrice: number | undefined;
  readonly priced: boolean;
}

export function countHomes(units: readonly Unit[]): HomeCounts {
  const byStatus: Record<UnitStatus, number> = { available: 0, reserved: 0, sold: 0 };
  let known = false;
  let priced = false;
  let lowestPrice: number | undefined;
  for (const { status, price } of units) {
    if (status !== undefined) {
      byStatus[status] += 1;
      known = true;
    }
    if (price === undefined) continue;
    priced = true;
    if (status === undefined || status === "available") {
      lowestPrice = Math.min(price, lowestPrice ?? price);
    }
  }
  return { total: units.length, byStatus, known, lowestPrice, priced };
}
